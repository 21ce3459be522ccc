from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("editorial", "0001_initial")]

    operations = [
        migrations.RenameModel("Decision", "Entry"),
        migrations.RenameIndex("Entry", new_name="entry_by_item", old_name="decision_by_item"),
        migrations.AddField(
            "Entry", "title",
            models.CharField(
                default="", help_text="What the item was called at that moment.", max_length=200, verbose_name="title"
            ),
            preserve_default=False,
        ),
        migrations.AddField("Entry", "version", models.PositiveIntegerField(
            help_text="The version that it was about.", null=True, verbose_name="version"
        )),
    ]
