"""What django-axes kept, names and addresses in plain words, is gone with it."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

take_away = import_module("logins.migrations.0002_without_axes").take_away


@pytest.mark.database
@pytest.mark.django_db
def test_the_migration_takes_away_what_is_there_and_may_be_run_again():
    kind = ContentType.objects.create(app_label="axes", model="accesslog")
    Permission.objects.create(content_type=kind, codename="view_accesslog", name="any")
    recorder = MigrationRecorder(connection)
    recorder.record_applied("axes", "0001_initial")
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE axes_accesslog (username varchar(255))")
        for _time in range(2):
            take_away(apps, SimpleNamespace(connection=connection, execute=cursor.execute))
        assert "axes_accesslog" not in connection.introspection.table_names(cursor)
    assert not ContentType.objects.filter(app_label="axes").exists()
    assert not Permission.objects.filter(codename="view_accesslog").exists()
    assert not recorder.migration_qs.filter(app="axes").exists()
    assert recorder.migration_qs.filter(app="logins").exists()
