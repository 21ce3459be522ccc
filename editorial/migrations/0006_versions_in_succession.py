from django.db import migrations, models

from editorial.succession import link_anew


def link(apps, schema_editor):
    """What was kept until now is taken as it is."""
    versions = apps.get_model("editorial", "Version").objects.all()
    link_anew(versions, set(versions.values_list("pk", flat=True)))


class Migration(migrations.Migration):

    dependencies = [
        ('editorial', '0005_entries_without_a_person'),
    ]

    operations = [
        migrations.AddField(
            model_name='version',
            name='follows',
            field=models.CharField(blank=True, default='', editable=False, max_length=64, verbose_name='digest of the one before'),
        ),
        migrations.RunPython(link, migrations.RunPython.noop),
    ]
