from django.core.files.storage import default_storage
from django.db import migrations

BATCH = 500


def measure(apps, schema_editor):
    """Note how many bytes the clean JPEG of each picture has; one whose file is gone stays unmeasured."""
    photos = apps.get_model("photos", "Photo").objects.using(schema_editor.connection.alias)
    unmeasured = list(photos.filter(master_bytes=None).only("pk", "stem"))
    found = []
    for photo in unmeasured:
        name = f"photos/{photo.stem}.jpg"
        if default_storage.exists(name):
            photo.master_bytes = default_storage.size(name)
            found.append(photo)
    photos.bulk_update(found, ["master_bytes"], batch_size=BATCH)


class Migration(migrations.Migration):
    dependencies = [("photos", "0002_photo_master_bytes")]

    operations = [migrations.RunPython(measure, migrations.RunPython.noop)]
