"""Whoever has the backups and neither key cannot try out a guess at what citizens wrote."""

import hashlib
import json
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection

from operations.tests.backups import PRIVATE, back_up, opened, store_some, whole
from portal.testing import make_case
from questions.models import Contact

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to("2026-03-02T04:40:00+08:00", tick=False)
    return time_machine


def said_of(backup):
    return json.loads((backup / "manifest.json").read_text())


def row_as_it_is_dumped():
    """Return a contact as the digest of its table reads it; nothing here is secret to who guesses well."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            return repr(cursor.execute("SELECT * FROM questions_contact").fetchone()).encode()
        with cursor.copy("COPY questions_contact TO STDOUT") as copy:
            return b"".join(map(bytes, copy))


def test_the_digests_of_two_days_tell_nothing_of_a_contact(settings, clock):
    back_up(settings)
    Contact.objects.create(case=make_case(), telephone="13800004321")
    clock.shift(timedelta(days=1))
    back_up(settings)
    first, second = whole(settings)
    (none, before), (one, after) = (said_of(backup)["tables"]["questions_contact"] for backup in (first, second))
    assert (none, one) == (0, 1)
    row = row_as_it_is_dumped()
    assert b"13800004321" in row
    difference = (int(after, 16) - int(before, 16)) % 2**256
    assert difference != int(hashlib.sha256(row).hexdigest(), 16)
    salt = opened(second / "salt.age")
    assert len(salt) == 32
    assert salt != opened(first / "salt.age")
    assert difference == int(hashlib.sha256(salt + row).hexdigest(), 16)
    assert salt.hex() not in (second / "manifest.json").read_text()


def test_no_plain_digest_of_what_is_encrypted_stands_anywhere(settings):
    store_some()
    back_up(settings)
    (folder,) = whole(settings)
    plain = [hashlib.sha256(data).hexdigest() for data in (PRIVATE, opened(folder / "database.age"))]
    told = "".join((folder / name).read_text() for name in ("manifest.json", "files.jsonl"))
    assert not [digest for digest in plain if digest in told]
    names = {path.name for path in settings.BACKUP_DIR.rglob("*")}
    assert not [digest for digest in plain if f"{digest}.age" in names]


def test_the_same_content_has_another_digest_with_another_secret_key(settings, clock):
    store_some()
    back_up(settings)
    clock.shift(timedelta(days=1))
    settings.SECRET_KEY = "another"
    back_up(settings)
    lists = [[json.loads(line)["keyed"] for line in (one / "files.jsonl").open()] for one in whole(settings)]
    assert len(lists[0]) == len(lists[1]) == 2
    assert not set(lists[0]) & set(lists[1])


def test_an_unencrypted_backup_has_its_salt_beside_it(settings):
    settings.DEBUG = True
    call_command("backup", verbosity=0)
    (folder,) = whole(settings)
    assert len((folder / "salt").read_bytes()) == 32
    call_command("restore", "newest", check=True, verbosity=0)
