from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [("search", "0003_promoted_and_fruitless")]

    operations = [migrations.RenameModel("Entry", "IndexEntry")]
