from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("photos", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="photo",
            name="master_bytes",
            field=models.PositiveIntegerField(editable=False, null=True),
        ),
    ]
