from django.db import migrations

from editorial.bringing_in import bring_in_unrecorded


def record(apps, schema_editor):
    bring_in_unrecorded(apps, "notices", "Notice")


class Migration(migrations.Migration):

    dependencies = [
        ('notices', '0001_initial'),
        ('editorial', '0006_versions_in_succession'),
        ('contenttypes', '0002_remove_content_type_name'),
    ]

    operations = [migrations.RunPython(record, migrations.RunPython.noop)]
