"""A backup has everything, is read by nobody without the secret key, and is whole or none."""

import fcntl
import json
import os
from datetime import timedelta

import pytest
from django.core.files.storage import FileSystemStorage
from django.core.management import CommandError, call_command
from django.utils import timezone

from jobs.models import Run
from jobs.schedule import jobs
from operations.backup import backing_up
from operations.tests.backups import PRIVATE, PUBLIC, SECRET_KEY, back_up, opened, store, store_some, whole
from portal.testing import make_case
from questions.models import Contact
from storage.walking import Stored

pytestmark = pytest.mark.django_db(transaction=True)  # SQLite copies nothing out of an open transaction


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to("2026-03-02T04:40:00+08:00", tick=False)
    return time_machine


def all_files(settings):
    return [path for path in settings.BACKUP_DIR.rglob("*") if path.is_file()]


def objects(settings):
    return {path for path in (settings.BACKUP_DIR / "objects").rglob("*") if path.is_file()}


def test_it_has_every_row_and_every_file(settings):
    store_some()
    said = back_up(settings)
    (folder,) = whole(settings)
    assert folder.name == "2026-03-01T204000Z"
    manifest = json.loads((folder / "manifest.json").read_text())
    assert manifest["tables"]["auth_group"][0] == 5
    assert manifest["files"] == {"default": [1, len(PUBLIC)], "private": [1, len(PRIVATE)]}
    listed = [json.loads(line) for line in (folder / "files.jsonl").read_text().splitlines()]
    assert [(line["storage"], line["name"]) for line in listed] == [
        ("default", "photos/a.webp"),
        ("private", "cases/a.jpg"),
    ]
    assert opened(settings.BACKUP_DIR / "objects" / listed[1]["lies_in"]) == PRIVATE
    assert len(opened(folder / "database.age")) == manifest["database"]["size"] > 100_000
    assert "SECRET_KEY" in said
    assert settings.SECRET_KEY not in (folder / "manifest.json").read_text()


def test_nobody_reads_it_without_the_key(settings):
    store_some()
    Contact.objects.create(case=make_case(), name="覃隐真", telephone="13800004321")
    back_up(settings)
    for path in all_files(settings):
        data = path.read_bytes()
        assert not any(words in data for words in (PRIVATE[:40], PUBLIC[:20], "覃隐真".encode(), b"13800004321")), path
        assert path.stat().st_mode & 0o777 == 0o600, path
    for path in (settings.BACKUP_DIR, *settings.BACKUP_DIR.rglob("*")):
        assert not path.is_dir() or path.stat().st_mode & 0o777 == 0o700, path


def test_no_backup_has_a_session(settings, as_person, reporter):
    key = as_person(reporter).cookies[settings.SESSION_COOKIE_NAME].value
    settings.DEBUG = True
    call_command("backup", verbosity=0)
    (folder,) = whole(settings)
    assert json.loads((folder / "manifest.json").read_text())["tables"]["django_session"][0] == 0
    assert key.encode() not in (folder / "database").read_bytes()


def test_what_is_there_already_is_not_written_again(settings, clock, monkeypatch):
    store_some()
    back_up(settings)
    before = objects(settings)
    clock.shift(timedelta(days=1))
    store("cases/same.jpg", PRIVATE)
    store("cases/new.jpg", b"new")
    read = []
    monkeypatch.setattr(
        FileSystemStorage, "_open", lambda self, name, mode="rb": read.append(name) or _open(self, name, mode)
    )
    back_up(settings)
    assert len(whole(settings)) == 2
    assert len(objects(settings) - before) == 1
    assert sorted(read) == ["cases/new.jpg", "cases/same.jpg"]
    clock.shift(60)
    back_up(settings, read_all=True)
    assert len(read) == 6


_open = FileSystemStorage._open


def test_a_file_that_changed_under_its_name_is_written_anew(settings, clock):
    """A half of a file may be seen while it comes in."""
    name = store("cases/half.jpg", b"ha")
    back_up(settings)
    (settings.PRIVATE_ROOT / name).write_bytes(b"half")
    clock.shift(timedelta(days=1))
    back_up(settings)
    (line,) = (whole(settings)[1] / "files.jsonl").read_text().splitlines()
    assert opened(settings.BACKUP_DIR / "objects" / json.loads(line)["lies_in"]) == b"half"


def test_a_file_that_is_deleted_meanwhile_is_told(settings, monkeypatch):
    store_some()
    monkeypatch.setattr(
        backing_up.stored_files,
        "of",
        lambda storage: [Stored(name, 9, timezone.now()) for name in ("cases/a.jpg", "gone.jpg")],
    )
    assert "备份过程中被删除的文件：3个" in back_up(settings)
    assert json.loads((whole(settings)[0] / "manifest.json").read_text())["vanished"] == 3


@pytest.mark.parametrize("fault", [OSError(28, "No space left on device"), KeyboardInterrupt(), OSError(5, "rot")])
def test_what_breaks_off_is_no_backup_and_leaves_the_earlier_ones(settings, clock, monkeypatch, fault):
    store_some()
    back_up(settings)
    before = set(all_files(settings))
    clock.shift(timedelta(days=1))
    store("cases/more.jpg", b"more")

    def breaks_off(*_arguments):
        raise fault

    monkeypatch.setattr(backing_up, "write_list", lambda folder, files: list(files) and breaks_off())
    with pytest.raises((CommandError, type(fault))) as raised:
        back_up(settings)
    if getattr(fault, "errno", 0) == 28:
        assert "磁盘已满" in str(raised.value)
    assert set(all_files(settings)) == before
    assert Run.objects.first().outcome == Run.Outcome.FAILED


def test_what_a_killed_backup_left_is_cleared_away_by_the_next(settings, clock):
    store_some()
    back_up(settings)
    partial = settings.BACKUP_DIR / "2026-03-01T050000Z.partial"
    partial.mkdir()
    for path in (partial / "database.age", settings.BACKUP_DIR / "objects/new.partial"):
        path.write_bytes(b"half")
    clock.shift(timedelta(days=1))
    back_up(settings)
    assert len(whole(settings)) == 2
    assert not list(settings.BACKUP_DIR.rglob("*.partial"))


def test_two_do_not_write_at_once(settings):
    settings.BACKUP_DIR.mkdir(parents=True)
    with open(settings.BACKUP_DIR / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(CommandError, match="正在写另一份备份"):
            back_up(settings)
    back_up(settings)


def test_what_is_older_than_contacts_goes_with_what_it_alone_has(settings, clock):
    settings.CONTACT_DAYS = 30
    name = store("cases/erased.jpg", b"erased since")
    store_some()
    back_up(settings)
    alone = objects(settings)
    foreign = settings.BACKUP_DIR / "2020-01-01T000000Z.keep"
    foreign.mkdir()
    (settings.PRIVATE_ROOT / name).unlink()
    clock.shift(timedelta(days=29))
    back_up(settings)
    assert len(whole(settings)) == 2
    assert objects(settings) == alone
    clock.shift(timedelta(days=2))
    said = back_up(settings)
    assert "删除的旧备份：1份" in said
    assert [path.name for path in whole(settings)] == ["2026-03-30T204000Z", "2026-04-01T204000Z"]
    assert len(objects(settings)) == 2
    assert foreign.is_dir()


def test_the_last_good_one_stays_until_a_new_one_is_whole(settings, clock, monkeypatch):
    back_up(settings)
    clock.shift(timedelta(days=100))
    with monkeypatch.context() as patch:
        patch.setattr(backing_up, "write_sealed", lambda *_arguments: exec("raise OSError(28, 'full')"))  # noqa: S102
        with pytest.raises(CommandError):
            back_up(settings)
    assert len(whole(settings)) == 1
    back_up(settings)
    assert [path.name[:7] for path in whole(settings)] == ["2026-06"]


def test_what_an_altered_manifest_may_need_is_not_deleted(settings, clock):
    store_some()
    back_up(settings)
    before = objects(settings)
    (whole(settings)[0] / "manifest.json").write_text("{}")
    clock.shift(timedelta(days=1))
    assert "有1份旧备份的清单读不出来" in back_up(settings)
    assert objects(settings) > before


def test_what_is_read_back_is_compared(settings, monkeypatch):
    store_some()
    monkeypatch.setattr(os, "fsync", lambda descriptor: os.pwrite(descriptor, b"!", 30))
    with pytest.raises(CommandError, match="从磁盘读回的内容与写入的不一致"):
        back_up(settings)
    assert not whole(settings)


@pytest.mark.parametrize(
    ("keys", "words"),
    [([], "没有指明公钥"), ([str(SECRET_KEY)], "写的是私钥"), (["age1nonsense"], "不是age的公钥")],
)
def test_without_a_good_key_nothing_is_written(settings, keys, words):
    settings.DEBUG, settings.BACKUP_RECIPIENT = False, keys
    with pytest.raises(CommandError, match=words) as raised:
        call_command("backup")
    assert str(SECRET_KEY) not in str(raised.value)
    assert not settings.BACKUP_DIR.exists()


def test_another_sites_folder_is_left_alone(settings, clock):
    back_up(settings)
    clock.shift(timedelta(days=1))
    settings.SITE_URL = "https://other.example"
    with pytest.raises(CommandError, match="另一个网站"):
        back_up(settings)
    assert len(whole(settings)) == 1


@pytest.mark.django_db(databases=[])
def test_a_dry_run_writes_nothing(settings):
    store_some()
    assert "private：文件1个" in back_up(settings, dry_run=True)
    assert not settings.BACKUP_DIR.exists()


def test_a_timer_starts_it_and_its_run_says_what_it_did(settings):
    assert "backup" in [job.name for job in jobs()]
    store_some()
    back_up(settings)
    assert "文件2个" in Run.objects.get(command="backup", started__lte=timezone.now()).said
