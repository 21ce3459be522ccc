"""What an upgrade leaves is done while the site runs, and only what is left."""

import pytest
from django.core.management import call_command

from operations.upgrade import long_work
from photos import measuring
from photos.models import Photo
from portal.testing import make_article, make_photo
from search.core.models import IndexEntry
from transactions.before_commit import catch_up

pytestmark = pytest.mark.django_db


@pytest.fixture
def left(monkeypatch):
    """Five articles of which the index lacks two, and three pictures that nobody has measured, in batches of two."""
    monkeypatch.setattr(measuring, "BATCH", 2)
    for number in range(5):
        make_article(title=f"老楼装上了电梯{number}")
    for _number in range(3):
        make_photo()
    catch_up()
    IndexEntry.objects.filter(pk__in=IndexEntry.objects.filter(kind="article").values("pk")[:2]).delete()
    Photo.objects.update(master_bytes=None)


def finish(capsys, **options):
    call_command("finishupgrade", **options)
    return capsys.readouterr().out


def test_a_dry_run_counts_and_changes_nothing(left, capsys):
    printed = finish(capsys, dry_run=True)
    assert [line.rpartition(":")[2].strip() for line in printed.splitlines()[:2]] == ["2", "3"]
    assert IndexEntry.objects.filter(kind="article").count() == 3
    assert measuring.unmeasured().count() == 3


def test_what_is_left_is_done_once(left, capsys):
    finish(capsys)
    assert IndexEntry.objects.filter(kind="article").count() == 5
    assert not measuring.unmeasured().exists()
    assert [sum(work.batches(False)) for work in long_work.LONG_WORK] == [0, 0]


def test_it_goes_on_where_it_was_broken_off(left):
    assert next(long_work.measure_pictures(False)) == 2
    assert sum(long_work.measure_pictures(False)) == 1


def test_a_picture_whose_file_is_gone_is_passed_over(left):
    Photo.objects.first().discard_files()
    assert sum(long_work.measure_pictures(False)) == 2
    assert sum(long_work.measure_pictures(False)) == 0
