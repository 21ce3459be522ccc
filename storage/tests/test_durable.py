"""A file is on the disk whole and for good, or not at all, and takes the place of no other."""

import errno
import os
from contextlib import suppress
from io import BytesIO

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile, File
from django.db import transaction

from storage.durable import DurableFileStorage
from storage.walking import UNFINISHED
from storage.write_faults import CannotRead, CannotStore


@pytest.fixture
def kept(tmp_path):
    return DurableFileStorage(location=tmp_path)


def lying_in(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def failing(number):
    def fail(*_args, **_kwargs):
        raise OSError(number, os.strerror(number))

    return fail


def test_the_file_then_its_folder_are_on_the_disk_before_anybody_is_told(kept, tmp_path, monkeypatch):
    done = []
    monkeypatch.setattr(os, "fsync", lambda descriptor: done.append(os.readlink(f"/proc/self/fd/{descriptor}")))
    link = os.link
    monkeypatch.setattr(os, "link", lambda *names: (done.append("named"), link(*names)))
    kept.save("new/a.jpg", ContentFile(b"picture"))
    unfinished = done.pop(1)
    assert done == [str(tmp_path), "named", str(tmp_path / "new")]
    assert UNFINISHED in unfinished
    assert lying_in(tmp_path) == ["new/a.jpg"]


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EIO])
@pytest.mark.parametrize("step", ["open", "fsync", "link"])
def test_where_the_disk_fails_there_is_a_sentence_and_nothing_is_left(kept, tmp_path, monkeypatch, step, number):
    (tmp_path / "new").mkdir()
    monkeypatch.setattr(os, step, failing(number))
    with pytest.raises(CannotStore) as fault:
        kept.save("new/a.jpg", ContentFile(b"picture"))
    monkeypatch.undo()
    assert lying_in(tmp_path) == []
    is_full = number in {errno.ENOSPC, errno.EDQUOT}
    assert ("没有空间" in str(fault.value.sentence)) is is_full
    assert "再选一次" in str(fault.value.sentence)


def test_where_the_folder_is_not_safe_the_named_file_is_removed(kept, tmp_path, monkeypatch):
    sync, calls = os.fsync, []
    monkeypatch.setattr(os, "fsync", lambda one: (calls.append(one), failing(errno.EIO)() if calls[1:] else sync(one)))
    with pytest.raises(CannotStore):
        kept.save("a.jpg", ContentFile(b"picture"))
    assert lying_in(tmp_path) == []


def test_a_file_that_breaks_off_while_it_is_read_leaves_nothing(kept, tmp_path):
    class Torn(BytesIO):
        def read(self, *_args):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        kept.save("a.jpg", File(Torn(b"picture")))
    assert lying_in(tmp_path) == []


def test_no_file_takes_the_place_of_another_that_came_at_the_same_moment(kept, tmp_path, monkeypatch):
    (tmp_path / "a.jpg").write_bytes(b"first")
    free = iter(["a.jpg", "b.jpg"])
    monkeypatch.setattr(kept, "get_available_name", lambda *_args, **_kwargs: next(free))
    assert kept.save("a.jpg", ContentFile(b"second")) == "b.jpg"
    assert (tmp_path / "a.jpg").read_bytes() == b"first"
    assert (tmp_path / "b.jpg").read_bytes() == b"second"


def test_a_file_system_without_links_keeps_files_too(kept, tmp_path, monkeypatch):
    monkeypatch.setattr(os, "link", failing(errno.EPERM))
    kept.save("a.jpg", ContentFile(b"picture"))
    assert lying_in(tmp_path) == ["a.jpg"]


def test_one_that_cannot_be_read_is_no_missing_one(kept, tmp_path, monkeypatch):
    with pytest.raises(FileNotFoundError):
        kept.open("a.jpg")
    kept.save("a.jpg", ContentFile(b"picture"))
    monkeypatch.setattr("builtins.open", failing(errno.EIO))
    with pytest.raises(CannotRead):
        kept.open("a.jpg")


def test_all_files_are_walked_the_unfinished_too(kept, tmp_path):
    kept.save("photos/a.jpg", ContentFile(b"picture"))
    (tmp_path / "photos" / f"{UNFINISHED}1").write_bytes(b"pic")
    assert {(one.name, one.size) for one in kept.walk()} == {("photos/a.jpg", 7), (f"photos/{UNFINISHED}1", 3)}
    assert list(kept.walk("nothing")) == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.database
def test_what_a_transaction_stored_goes_with_it(kept, tmp_path):
    kept.save("outside.jpg", ContentFile(b"1"))
    with transaction.atomic():
        Group.objects.create(name="甲")
        kept.save("committed.jpg", ContentFile(b"2"))
        with suppress(KeyError), transaction.atomic():
            kept.save("taken-back.jpg", ContentFile(b"3"))
            raise KeyError
        assert not (tmp_path / "taken-back.jpg").exists()
    with transaction.atomic():
        kept.save("marked.jpg", ContentFile(b"4"))
        transaction.set_rollback(True)
    assert lying_in(tmp_path) == ["committed.jpg", "outside.jpg"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.database
def test_that_a_file_cannot_be_taken_back_hides_no_other_error(kept, monkeypatch, caplog):
    monkeypatch.setattr(kept, "delete", failing(errno.EROFS))

    @transaction.atomic
    def fail():
        Group.objects.create(name="甲")
        kept.save("a.jpg", ContentFile(b"1"))
        raise KeyError

    pytest.raises(KeyError, fail)
    assert "is left" in caplog.text
