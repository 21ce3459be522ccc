from django.db import migrations

from questions import special_days


def enter(apps, schema_editor):
    special_days.enter(apps.get_model("questions", "SpecialDay"))


def take_out(apps, schema_editor):
    special_days.take_out(apps.get_model("questions", "SpecialDay"))


class Migration(migrations.Migration):

    dependencies = [("questions", "0001_initial")]

    operations = [migrations.RunPython(enter, take_out)]
