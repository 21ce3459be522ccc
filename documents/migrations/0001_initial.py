import django.db.models.deletion
import documents.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """The table is there: it was that of notices."""

    dependencies = [
        ("notices", "0003_hand_over_documents"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name='Document',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(help_text='What readers save it as, without the ending.', max_length=80, verbose_name='name')),
                        ('file', models.FileField(editable=False, storage=documents.models._private, upload_to=documents.models._random_name, verbose_name='file')),
                        ('format', models.CharField(choices=[('pdf', 'PDF'), ('docx', 'DOCX'), ('xlsx', 'XLSX')], editable=False, max_length=4, verbose_name='format')),
                        ('size', models.PositiveIntegerField(editable=False, help_text='Bytes.', verbose_name='size')),
                        ('digest', models.CharField(editable=False, max_length=64)),
                        ('text', models.TextField(blank=True, editable=False, verbose_name='text')),
                        ('findings', models.JSONField(blank=True, default=list, editable=False, verbose_name='to be confirmed')),
                        ('uploaded_at', models.DateTimeField(auto_now_add=True, verbose_name='uploaded')),
                        ('confirmed_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='confirmed')),
                        ('confirmed_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('uploaded_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'document',
                        'verbose_name_plural': 'documents',
                        'ordering': ['-pk'],
                    },
                ),
            ],
        ),
    ]
