import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('editorial', '0004_no_openings'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='entry',
            name='action',
            field=models.CharField(choices=[('submit', 'submit for review'), ('recall', 'recall from review'), ('pass', 'pass'), ('return', 'return to the author'), ('publish', 'publish urgently'), ('review', 'review after publication'), ('withdraw', 'withdraw from the public'), ('discard', 'discard the proposed version'), ('save', 'saved'), ('restore', 'restored an earlier version'), ('correct', 'published a correction'), ('minor', 'changed the public text, marked as minor'), ('propose', 'began a proposed version'), ('override', 'overrode a pre-flight check'), ('share', 'made a preview link'), ('revoke', 'revoked a preview link'), ('erase', 'took out words that the law wants gone'), ('bring_in', 'brought in as it had been published before')], max_length=10, verbose_name='action'),
        ),
        migrations.AlterField(
            model_name='entry',
            name='actor',
            field=models.ForeignKey(help_text='Nobody where a law is followed by a command that runs by itself.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='person'),
        ),
        migrations.AddConstraint(
            model_name='entry',
            constraint=models.CheckConstraint(condition=models.Q(('actor__isnull', False), ('action', 'erase'), _connector='OR'), name='entry_says_who'),
        ),
    ]
