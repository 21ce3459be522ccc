"""No cache keeps the board, or a notice's page, past the moment at which it changes."""

import re
from datetime import datetime, time, timedelta

import pytest
from django.utils import timezone

from notices import current
from notices.models import Notice
from portal.testing import make_kind, make_notice

pytestmark = pytest.mark.django_db
NOON = timezone.make_aware(datetime(2026, 11, 22, 12))
Relation = Notice.Relation


@pytest.fixture(autouse=True)
def _shortly_before_noon(time_machine):
    time_machine.move_to(NOON - timedelta(seconds=20), tick=False)


@pytest.fixture
def kept(client):
    """Return a function that says for how many seconds the page may be kept."""

    def kept(path):
        return int(re.search(r"max-age=(\d+)", client.get(path)["Cache-Control"])[1])

    return kept


def at_noon(**fields):
    return make_notice(effective_from=NOON.date(), effective_from_time=time(12), **fields)


@pytest.mark.parametrize("query", ["", "?status=in_force", "?status=upcoming", "?status=over", "?kind=tingshui"])
def test_the_board_is_kept_until_the_next_begins(kept, query):
    assert kept(f"/notices/{query}") == 60
    at_noon(kind=make_kind(slug="tingshui"))
    assert kept(f"/notices/{query}") == 20


def test_the_board_is_kept_until_the_next_is_over(kept):
    make_notice(effective_until=NOON.date(), effective_until_time=time(12))
    assert kept("/notices/") == kept("/notices/?status=in_force") == 20


def test_the_board_is_kept_until_the_next_is_published(kept):
    make_notice(publish_at=NOON)
    assert kept("/notices/") == 20


def test_the_next_begin_counts_where_too_much_is_current_to_count_it_all(kept, monkeypatch):
    monkeypatch.setattr(current, "MOST_COUNTED", 2)
    for days in range(1, 6):
        make_notice(effective_until=NOON.date() + timedelta(days=days))
    at_noon()
    assert kept("/notices/?status=in_force") == 20


def test_a_notice_is_kept_until_it_begins_or_is_over(kept):
    upcoming = at_noon()
    ending = make_notice(effective_until=NOON.date(), effective_until_time=time(12), kind=make_kind("停电"))
    lasting = make_notice(kind=make_kind("停气"))
    assert [kept(one.get_absolute_url()) for one in (upcoming, ending, lasting)] == [20, 20, 60]


def test_a_notice_is_kept_until_the_embargo_of_its_follower_ends(kept):
    first = make_notice()
    make_notice(follows=first, relation=Relation.RESULT, publish_at=NOON)
    assert kept(first.get_absolute_url()) == 20


def test_so_is_the_last_of_a_chain_and_not_that_of_another(kept):
    first, other = make_notice(), make_notice(kind=make_kind("停电"))
    second = make_notice(follows=first, relation=Relation.EXTENDS)
    far_ahead = NOON.date() + timedelta(days=30)
    make_notice(follows=second, relation=Relation.REPEALS, publish_at=NOON, effective_from=far_ahead)
    assert [kept(one.get_absolute_url()) for one in (first, second, other)] == [20, 20, 60]


def test_a_notice_is_kept_until_one_of_its_chain_or_beside_it_changes(kept):
    first = make_notice(kind=make_kind("停电"))
    at_noon(follows=first, relation=Relation.RESULT, kind=make_kind("停气"))
    assert kept(first.get_absolute_url()) == 20
    beside = make_notice()
    at_noon()
    assert kept(beside.get_absolute_url()) == 20


def test_the_countdown_for_comments_changes_at_midnight(kept, time_machine):
    last = NOON.date() + timedelta(days=5)
    notice = make_notice(comments_from=NOON.date(), comments_until=last)
    assert kept(notice.get_absolute_url()) == 60
    time_machine.move_to(NOON + timedelta(hours=11, minutes=59, seconds=50), tick=False)
    assert kept(notice.get_absolute_url()) == 10


def test_the_front_page_is_kept_until_the_next_notice_begins(kept):
    make_notice()
    assert kept("/") == 60
    at_noon()
    assert kept("/") == 20


def test_the_front_page_is_kept_until_one_of_its_notices_is_over(kept):
    make_notice(effective_until=NOON.date(), effective_until_time=time(12))
    assert kept("/") == 20
