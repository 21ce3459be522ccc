import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0002_the_desk")]

    operations = [
        migrations.AddField(
            model_name="column",
            name="expected_days",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="At least one article in so many days, or the desk is reminded; left empty, it never is.",
                null=True,
                validators=[django.core.validators.MinValueValidator(1)],
                verbose_name="days between articles",
            ),
        ),
    ]
