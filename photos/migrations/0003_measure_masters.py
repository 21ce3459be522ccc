from django.db import migrations


class Migration(migrations.Migration):
    """Pictures from before are measured by `finishupgrade`, a few at a time: here they would all be in one transaction."""

    dependencies = [("photos", "0002_photo_master_bytes")]
