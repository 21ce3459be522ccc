"""A backup clears away what earlier ones left, and nothing of anybody else."""

import hashlib
from datetime import timedelta

import pytest

from operations.tests.backups import back_up, store_some, whole

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to("2026-03-02T04:40:00+08:00", tick=False)
    return time_machine


def put(settings, name):
    path = settings.BACKUP_DIR / "objects" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"something")
    return path


def test_only_what_has_the_name_of_an_object_is_deleted(settings):
    digest = hashlib.sha256(b"left over").hexdigest()
    ours = [put(settings, name) for name in (f"{digest[:2]}/{digest}.age", f"{digest[:2]}/{digest}", "new.partial")]
    foreign = [
        put(settings, name)
        for name in ("thesis.odt", "ab/photo.jpg", f"{digest}.age", f"{digest[:2]}/{digest}.age.txt", "a/new.partial")
    ]
    store_some()
    back_up(settings)
    assert not [path for path in ours if path.exists()]
    assert all(path.exists() for path in foreign)


def test_nothing_is_cleared_while_a_dated_folder_has_no_manifest(settings, clock):
    store_some()
    back_up(settings)
    (first,) = whole(settings)
    objects = set((settings.BACKUP_DIR / "objects").rglob("*.age"))
    (first / "manifest.json").unlink()
    clock.shift(timedelta(days=1))
    assert "有1份旧备份的清单读不出来" in back_up(settings)
    assert all(path.exists() for path in objects)
