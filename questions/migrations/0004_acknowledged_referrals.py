from django.db import migrations, models


class Migration(migrations.Migration):
    """Until now the first GET of a link was taken for its officer's: those times stay as what they are."""

    dependencies = [
        ('questions', '0003_desks_for_comments'),
    ]

    operations = [
        migrations.AddField(
            model_name='referral',
            name='acknowledged_at',
            field=models.DateTimeField(
                editable=False,
                help_text='When the officer first pressed a button on the page: that it has arrived, or to send the reply.',
                null=True,
                verbose_name='acknowledged',
            ),
        ),
        migrations.AlterField(
            model_name='referral',
            name='opened_at',
            field=models.DateTimeField(
                editable=False,
                help_text='Of older links alone. It may have been the officer, or a program that looks through mail.',
                null=True,
                verbose_name='link first fetched',
            ),
        ),
    ]
