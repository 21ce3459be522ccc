from django.db import migrations

from editorial.groups import handed_on

BEFORE, NOW = "final_review", "change_in_approved_use"


def grant(apps, schema_editor):
    """Whoever passes the final review could change what is said of a picture that readers see, and still can."""
    alias = schema_editor.connection.alias
    Permission = apps.get_model("auth", "Permission").objects.using(alias)
    before = Permission.filter(content_type__app_label="editorial", codename=BEFORE).first()
    if before is None:
        return  # a new site: its groups are made after the migrations
    photo, _made = apps.get_model("contenttypes", "ContentType").objects.using(alias).get_or_create(
        app_label="photos", model="photo"
    )
    now, _made = Permission.get_or_create(
        content_type=photo, codename=NOW, defaults={"name": "Can change what is said of a picture that readers see"}
    )
    now.group_set.add(*before.group_set.all())
    now.user_set.add(*before.user_set.all())
    handed_on.add(f"photos.{NOW}")


class Migration(migrations.Migration):

    dependencies = [
        ("editorial", "0006_versions_in_succession"),
        ("photos", "0004_a_permission_of_its_own"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
