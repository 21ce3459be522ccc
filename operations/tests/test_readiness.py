"""/healthz and /readyz: whoever asks gets an answer, in time, that betrays nothing."""

import threading
import time
from functools import partial

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import OperationalError
from django.db.migrations.recorder import MigrationRecorder

from operations.health import readiness
from operations.health.readiness import ReadinessCheck, database_answers, migrations_are_applied, storage_is_writable


@pytest.fixture
def checks(monkeypatch):
    """No check but those that a test names."""
    monkeypatch.setattr(readiness, "_told", [])
    monkeypatch.setattr(readiness, "CHECKS", found := [])
    return found


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
@pytest.mark.parametrize("host", ["10.1.2.3:8000", "qinghe.example", "x" * 300, "覃"])
def test_a_probe_is_answered_at_any_host_without_tls_and_gets_no_cookie(address, host, client, checks, settings):
    settings.SECURE_SSL_REDIRECT, settings.ALLOWED_HOSTS = True, ["qinghe.example"]
    assert client.get("/about/").status_code in {301, 400}
    answer = client.get(address, headers={"host": host})
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"
    assert not answer.cookies
    assert not answer.has_header("Vary")
    assert client.head(address).status_code == 200
    assert client.post(address).status_code == 405


def test_probes_are_in_neither_edition_but_their_own(client, db):
    assert client.get("/elder/healthz").status_code == 404
    assert client.get("/healthz/").status_code == 404


def test_a_site_that_is_not_ready_names_the_checks_and_logs_the_reasons_once(client, checks, log):
    def away():
        raise OperationalError('connection to server at "10.0.0.9", port 5432 failed: FATAL: no "13800004321"')

    checks += [ReadinessCheck("database", away, kept=1), ReadinessCheck("storage", lambda: True, kept=1)]
    for _probe in range(3):
        answer = client.get("/readyz")
        assert (answer.status_code, answer.json()) == (503, {"ready": False, "failing": ["database"]})
        checks[0].until = 0.0
    assert log.getvalue().count("\n") == 1
    assert 'database: django.db.utils.OperationalError: connection to server at "10.0.0.9", port' in log.getvalue()
    assert "13800004321" not in log.getvalue()
    checks[0].holds = lambda: True
    assert client.get("/readyz").json() == {"ready": True, "failing": []}
    assert "The site is ready again." in log.getvalue()


def test_what_never_answers_is_a_failure_in_time_and_is_asked_once(client, checks, monkeypatch):
    monkeypatch.setattr(readiness, "PATIENCE", 0.1)
    thaw = threading.Event()
    checks.append(ReadinessCheck("frozen", lambda: thaw.wait(20), kept=1))
    began = time.monotonic()
    for _probe in range(3):
        assert client.get("/readyz").json()["failing"] == ["frozen"]
    assert time.monotonic() - began < 2
    assert sum(thread.name == "check of frozen" for thread in threading.enumerate()) == 1
    thaw.set()
    checks[0].thread.join(5)
    assert client.get("/readyz").status_code == 200


def test_a_good_result_is_believed_for_a_while(checks):
    asked = []
    checks.append(ReadinessCheck("storage", lambda: asked.append(1) or True, kept=30))
    assert readiness.failing() == readiness.failing() == []
    assert len(asked) == 1
    checks[0].until = 0.0
    assert readiness.failing() == []
    assert len(asked) == 2


def test_the_checks_are_those_of_the_site_and_hold_here():
    assert [check.name for check in readiness.CHECKS] == ["database", "migrations", "media storage", "private storage"]
    assert readiness.CHECKS[2].holds()
    assert readiness.CHECKS[3].holds()


@pytest.mark.django_db
def test_the_database_is_asked_and_a_migration_that_it_lacks_is_missed():
    assert database_answers()
    assert migrations_are_applied()
    rows = MigrationRecorder.Migration.objects
    rows.create(app="photos", name="9999_of_newer_code")
    assert migrations_are_applied()
    rows.filter(app="photos").order_by("-name").exclude(name__startswith="9").first().delete()
    assert not migrations_are_applied()


@pytest.mark.parametrize("alias", ["default", "private"])
def test_a_storage_that_keeps_a_file_is_left_as_it_was(alias):
    assert storage_is_writable(alias)
    assert storages[alias].listdir(readiness.FOLDER) == ([], [])


def test_a_storage_that_cannot_be_written_or_lies_is_no_storage(settings, tmp_path, monkeypatch):
    (tmp_path / "media").write_text("a file where the folder should be")
    settings.MEDIA_ROOT = tmp_path / "media"
    with pytest.raises(OSError, match="exists"):
        storage_is_writable("default")
    settings.MEDIA_ROOT = tmp_path / "other"
    storage = storages["default"]
    monkeypatch.setattr(storage, "_save", partial(_empty, storage._save))
    assert not storage_is_writable("default")


def _empty(save, name, content):
    return save(name, ContentFile(b"cut"))
