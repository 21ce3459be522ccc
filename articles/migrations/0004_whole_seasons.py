from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("articles", "0003_column_expected_days")]

    operations = [
        migrations.RemoveConstraint("article", "article_season_has_both_ends"),
        migrations.AddConstraint(
            "article",
            models.CheckConstraint(
                condition=Q(season_from=None, season_to=None)
                | Q(
                    season_from__isnull=False,
                    season_to__isnull=False,
                    season_from__range=(1, 12),
                    season_to__range=(1, 12),
                ),
                name="article_season_has_both_ends",
                violation_error_message="A season has a first and a last month, from 1 to 12.",
            ),
        ),
    ]
