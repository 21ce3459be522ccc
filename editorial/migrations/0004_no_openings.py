from django.db import migrations


class Migration(migrations.Migration):
    """Each GET of a preview link was counted as an opening, those of programs that look through mail among them."""

    dependencies = [
        ('editorial', '0003_the_desk'),
    ]

    operations = [
        migrations.DeleteModel(
            name='Opening',
        ),
    ]
