"""Take away what django-axes kept until now: who tried to log in, from which address, in plain words."""

from django.db import migrations
from django.db.migrations.recorder import MigrationRecorder

TABLES = ["axes_accessattemptexpiration", "axes_accessattempt", "axes_accessfailurelog", "axes_accesslog"]


def take_away(apps, schema_editor):
    for table in TABLES:
        schema_editor.execute(f"DROP TABLE IF EXISTS {table}")
    # Its permissions go with them.
    apps.get_model("contenttypes", "ContentType").objects.filter(app_label="axes").delete()
    # So that an older version of the site, should it be brought back, makes the tables anew.
    MigrationRecorder(schema_editor.connection).migration_qs.filter(app="axes").delete()


class Migration(migrations.Migration):

    dependencies = [
        ('logins', '0001_initial'),
        ('auth', '0012_alter_user_first_name_max_length'),
        ('contenttypes', '0002_remove_content_type_name'),
    ]

    operations = [migrations.RunPython(take_away, migrations.RunPython.noop)]
