"""A site that was lost comes back, and what was erased since does not. On SQLite; soak/backup.py does it on both."""

import os
from datetime import timedelta

import pytest
from django.core.files.storage import storages
from django.core.management import CommandError
from django.db import connection

from operations.backup import putting_back
from operations.tests.backups import PRIVATE, PUBLIC, back_up, identity, restore, store, store_some, whole
from photos.intake import clean_picture
from portal.testing import make_article, make_case, make_desk, picture_file
from portal.tests.races import own_connections
from questions.erased import Erased, note
from questions.models import Case, CasePicture, Contact
from questions.stages import following
from questions.tests.following import receive

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def site(tmp_path):
    """The site's database lies in a file, as it does for a site, and the restore may replace it."""
    if connection.vendor != "sqlite":
        pytest.skip("the database of the tests is not to be replaced")
    with own_connections(tmp_path):
        yield


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to("2026-03-02T04:40:00+08:00", tick=False)
    return time_machine


@pytest.fixture
def key(tmp_path):
    return identity(tmp_path)


def answer(monkeypatch, words):
    monkeypatch.setattr("builtins.input", lambda: words)


def replace(key, monkeypatch, settings):
    settings.SITE_URL = "https://qinghe.example"
    answer(monkeypatch, "qinghe.example")
    return restore(identity=key, replace=True)


def test_what_was_destroyed_comes_back(key, monkeypatch, settings, as_person, reporter):
    as_person(reporter)
    make_article("老楼装上了电梯")
    store_some()
    back_up(settings)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM auth_group_permissions")
        cursor.execute("UPDATE articles_article SET title = 'x'")
    storages["private"].delete("cases/a.jpg")
    (settings.MEDIA_ROOT / "photos/a.webp").write_bytes(b"x" * len(PUBLIC))
    said = replace(key, monkeypatch, settings)
    assert "数据库已与备份时一致" in said
    assert "写入2个，原本就在的0个" in said
    with connection.cursor() as cursor:
        cursor.execute("SELECT title FROM articles_article")
        assert cursor.fetchall() == [("老楼装上了电梯",)]
        cursor.execute("SELECT count(*) FROM django_session")
        assert cursor.fetchone() == (0,)
    assert (settings.MEDIA_ROOT / "photos/a.webp").read_bytes() == PUBLIC
    restored = settings.PRIVATE_ROOT / "cases/a.jpg"
    assert not restored.exists() or restored.stat().st_mode & 0o777 == 0o600


def test_a_database_that_is_not_empty_is_replaced_only_on_its_name(key, monkeypatch, settings):
    settings.SITE_URL = "https://qinghe.example"
    make_article("老楼装上了电梯")
    back_up(settings)
    with pytest.raises(CommandError, match="不是空的"):
        restore(identity=key)
    answer(monkeypatch, "yes")
    with pytest.raises(CommandError, match="什么都没有动"):
        restore(identity=key, replace=True)
    assert "需要加上--replace" in restore(dry_run=True)


def test_a_damaged_backup_replaces_nothing(key, monkeypatch, settings):
    store_some()
    back_up(settings)
    make_article("备份以后写的")
    next((settings.BACKUP_DIR / "objects").rglob("*.age")).unlink()
    with pytest.raises(CommandError, match="损坏或缺少"):
        replace(key, monkeypatch, settings)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM articles_article")
        assert cursor.fetchone() == (1,)


def test_what_was_broken_off_is_done_again(key, monkeypatch, settings):
    store_some()
    back_up(settings)
    for storage, name in (("default", "photos/a.webp"), ("private", "cases/a.jpg")):
        storages[storage].delete(name)
    with monkeypatch.context() as patch:
        patch.setattr(putting_back.stored_files, "put", _once(putting_back.stored_files.put))
        with pytest.raises(KeyboardInterrupt):
            replace(key, monkeypatch, settings)
    assert "写入1个，原本就在的1个" in replace(key, monkeypatch, settings)


def _once(function):
    calls = []

    def once(*arguments):
        calls.append(1)
        if len(calls) > 1:
            raise KeyboardInterrupt
        return function(*arguments)

    return once


def test_older_code_is_refused(key, monkeypatch, settings):
    back_up(settings)
    known = putting_back.MigrationExecutor

    class Older(known):
        def __init__(self, *arguments):
            super().__init__(*arguments)
            self.loader.disk_migrations.pop(max(key for key in self.loader.disk_migrations if key[0] == "articles"))

    with monkeypatch.context() as patch:
        patch.setattr(putting_back, "MigrationExecutor", Older)
        with pytest.raises(CommandError, match="不认识：articles"):
            replace(key, monkeypatch, settings)


def test_another_kind_of_database_is_refused(key, settings, monkeypatch):
    back_up(settings)
    monkeypatch.setattr("operations.backup.databases.of_sqlite.SQLite.vendor", "postgresql")
    with pytest.raises(CommandError, match="只能恢复到sqlite里"):
        restore(identity=key)


def test_what_askers_had_erased_since_does_not_come_back(key, monkeypatch, settings, clock):
    desk, picture = make_desk(), lambda colour: clean_picture(picture_file(colour=colour))
    contact = {"name": "覃隐真", "telephone": "13800004321"}
    cases = [receive(f"第{n}件", desk=desk, contact=contact, pictures=[picture((n, 0, 0))])[0] for n in range(4)]
    erased, withdrawn, pictured, untouched = cases
    clock.shift(timedelta(minutes=5))
    back_up(settings)
    clock.shift(timedelta(minutes=5))
    following.erase_contact(erased)
    following.withdraw(withdrawn)
    following.delete_picture(pictured, pictured.pictures.get().pk)
    assert "再次删除的：3项" in replace(key, monkeypatch, settings)
    assert set(Contact.objects.values_list("case", flat=True)) == {case.pk for case in cases} - {erased.pk}
    assert Case.objects.get(pk=withdrawn.pk).outcome == Case.Outcome.WITHDRAWN
    assert set(CasePicture.objects.values_list("case", flat=True)) == {erased.pk, untouched.pk}
    for size in ("small", "large"):
        assert storages["private"].exists(erased.pictures.get().file_name(size))
    assert len(storages["private"].listdir("cases")[1]) == 4


def test_what_the_law_erased_since_is_erased_again_though_it_is_not_due(key, monkeypatch, settings, clock):
    """It was due when CONTACT_DAYS was less."""
    case = make_case(text="我的电话是13800004321")
    Contact.objects.create(case=case, name="覃隐真")
    back_up(settings)
    note(Erased.ALL, case.pk)
    note(Erased.ALL, 999_999)
    assert "再次删除的：1项" in replace(key, monkeypatch, settings)
    assert not Contact.objects.exists()
    assert "13800004321" not in Case.objects.get(pk=case.pk).text


def test_the_journal_beside_a_backup_elsewhere_is_read(key, monkeypatch, settings, tmp_path):
    case, _code = receive("路灯不亮", desk=make_desk(), contact={"name": "覃隐真"})
    back_up(settings)
    following.erase_contact(case)
    elsewhere = settings.BACKUP_DIR.rename(tmp_path / "elsewhere")
    (settings.VAR_DIR / "erased.txt").unlink()
    settings.SITE_URL = "https://qinghe.example"
    answer(monkeypatch, "qinghe.example")
    (folder,) = elsewhere.glob("*Z")
    assert "再次删除的：1项" in restore(folder, identity=key, replace=True)
    assert not Contact.objects.exists()


def test_files_that_came_in_since_wait_for_their_timer(key, monkeypatch, settings, clock):
    """Whoever restored the wrong backup still has them."""
    back_up(settings)
    name = store("cases/newer.jpg", b"newer")
    clock.shift(timedelta(days=3))
    os.utime(settings.PRIVATE_ROOT / name, (0, 0))
    said = replace(key, monkeypatch, settings)
    assert storages["private"].exists(name)
    assert "deletefiles" in said


def test_with_another_secret_key_files_come_back_too(key, monkeypatch, settings):
    store_some()
    back_up(settings)
    (settings.MEDIA_ROOT / "photos/a.webp").write_bytes(b"x" * len(PUBLIC))
    settings.SECRET_KEY, settings.SITE_URL = "another", "https://qinghe.example"
    answer(monkeypatch, "qinghe.example")
    assert "写入1个，原本就在的1个" in restore(identity=key, replace=True, other_key=True)
    assert (settings.MEDIA_ROOT / "photos/a.webp").read_bytes() == PUBLIC
    assert storages["private"].open("cases/a.jpg").read() == PRIVATE


def test_what_has_become_due_since_is_erased(key, monkeypatch, settings, clock, reporter):
    case, _code = receive("路灯不亮", desk=make_desk(members=[reporter]), contact={"name": "覃隐真"})
    following.withdraw(case)
    back_up(settings)
    clock.shift(timedelta(days=settings.CONTACT_DAYS + 1))
    replace(key, monkeypatch, settings)
    assert not Contact.objects.exists()


def test_the_newest_is_taken_unless_another_is_named(key, settings, clock):
    back_up(settings)
    clock.shift(timedelta(days=1))
    back_up(settings)
    first, second = whole(settings)
    assert "2026-03-03 04:40" in restore(dry_run=True)
    assert "2026-03-02 04:40" in restore(first.name, dry_run=True)
    assert "2026-03-02 04:40" in restore(first, dry_run=True)
    assert second != first


def test_newer_code_migrates(key, monkeypatch, settings):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'jobs'")
        cursor.execute("DROP TABLE jobs_run")
    back_up(settings)
    said = replace(key, monkeypatch, settings)
    assert "要执行的数据库迁移：" in said
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM jobs_run")
