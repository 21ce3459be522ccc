import django.db.models.deletion
from django.db import migrations, models


def move_between(before, now):
    def move(apps, schema_editor):
        """Whatever names the kind of a thing, such as a permission or the admin's log, goes along with it."""
        content_types = apps.get_model("contenttypes", "ContentType").objects.using(schema_editor.connection.alias)
        if old := content_types.filter(app_label=before, model="document").first():
            # One that was made meanwhile, by a migration of another room alone, is in nobody's use yet.
            content_types.filter(app_label=now, model="document").delete()
            content_types.filter(pk=old.pk).update(app_label=now)

    return move


class Migration(migrations.Migration):

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("documents", "0001_initial"),
        ("notices", "0003_hand_over_documents"),
    ]

    operations = [
        # The column points to the table already, under the name that this has now.
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    model_name="attachment",
                    name="document",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attachments",
                        to="documents.document",
                        verbose_name="document",
                    ),
                ),
                migrations.DeleteModel(name="Document"),
            ],
        ),
        migrations.RunPython(move_between("notices", "documents"), move_between("documents", "notices")),
    ]
