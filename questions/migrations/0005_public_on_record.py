from django.db import migrations

from editorial.bringing_in import bring_in_unrecorded


def record(apps, schema_editor):
    bring_in_unrecorded(apps, "questions", "Answer")


class Migration(migrations.Migration):

    dependencies = [
        ('questions', '0004_acknowledged_referrals'),
        ('editorial', '0006_versions_in_succession'),
        ('contenttypes', '0002_remove_content_type_name'),
    ]

    operations = [migrations.RunPython(record, migrations.RunPython.noop)]
