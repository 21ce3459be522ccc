from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Throttle',
            fields=[
                ('key', models.CharField(max_length=64, primary_key=True, serialize=False, verbose_name='key')),
                ('pace', models.CharField(max_length=30, verbose_name='pace')),
                ('open_at', models.DateTimeField(verbose_name='next try from')),
                ('forgiven_at', models.DateTimeField(db_index=True, verbose_name='all forgiven at')),
            ],
            options={
                'verbose_name': 'throttle',
                'verbose_name_plural': 'throttles',
                'default_permissions': (),
            },
        ),
    ]
