"""What ends today and tomorrow lies in the work queue of whoever writes notices."""

from datetime import time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from editorial.tests.full_desk import lay_out
from portal.testing import make_notice

pytestmark = pytest.mark.django_db
NOW = timezone.make_aware(timezone.datetime(2026, 11, 23, 9, 41))
CODES = ("ends_today", "ends_tomorrow")
MOST_QUERIES = 12


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(NOW, tick=False)


def ends(title, day, minute=None, **fields):
    """A public notice that ends on the day `day` from today."""
    period = {"effective_from": timezone.localdate() - timedelta(days=9)}
    end = {"effective_until": timezone.localdate() + timedelta(days=day), "effective_until_time": minute}
    return make_notice(title, **period, **end, **fields)


def counts(client):
    found = client.get("/admin/").context["queue"]["counts"]
    return {line.code: line for line in found if line.code in CODES}


def titles(client, line):
    response = client.get(line.url)
    assert response.context["cl"].result_count == line.count
    return {notice.title for notice in response.context["cl"].result_list}


def test_both_counts_say_what_their_lists_show(as_person, reporter):
    ends("今天为止", 0)
    ends("今天十点", 0, time(10))
    ends("明天为止", 1)
    ends("明天零点后一分", 1, time(0, 1))
    desk = as_person(reporter)
    found = counts(desk)
    assert [(str(found[code].word), found[code].count) for code in CODES] == [("今天到期", 2), ("明天到期", 2)]
    assert titles(desk, found["ends_today"]) == {"今天为止", "今天十点"}
    assert titles(desk, found["ends_tomorrow"]) == {"明天为止", "明天零点后一分"}


def test_what_ends_at_midnight_ends_with_the_day_before_it(as_person, reporter):
    ends("到明天零点", 0)
    assert set(counts(as_person(reporter))) == {"ends_today"}


def test_nothing_that_is_over_later_open_unpublished_or_taken_care_of(as_person, reporter, final_reviewer):
    ends("今早九点已过", 0, time(9))
    ends("后天", 2)
    make_notice("无期限")
    ends("草稿", 0, author=reporter, state="draft", publish_at=None)
    ends("待发", 0, publish_at=NOW + timedelta(hours=1))
    ends("撤下的", 0).decide("withdraw", final_reviewer, "误发")
    later = timezone.localdate() + timedelta(days=9)
    before = ends("提前结束的", 9)
    ends("告诉大家提前结束", 0, follows=before, relation="ends_early")
    assert before.effective_until == later
    make_notice("延长稿", follows=ends("已接上的", 0), relation="extends", state="draft")
    desk = as_person(reporter)
    assert counts(desk) == {}
    for code in CODES:
        assert desk.get("/admin/notices/notice/", {"holds": code}).context["cl"].result_count == 0


def test_a_follower_that_was_withdrawn_takes_care_of_nothing(as_person, reporter, final_reviewer):
    before = ends("又没人管的", 0)
    make_notice("撤下的更正", follows=before, relation="corrects").decide("withdraw", final_reviewer, "误发")
    desk = as_person(reporter)
    assert titles(desk, counts(desk)["ends_today"]) == {"又没人管的"}


def test_who_writes_no_notices_is_not_reminded(as_person, keeper):
    ends("今天为止", 0)
    assert counts(as_person(keeper)) == {}


def test_the_first_page_stays_within_its_queries(as_person, cast):
    lay_out(cast)
    for number in range(10):
        ends(f"第{number}份", number % 2)
    for name in ("reporter", "second_reviewer", "final_reviewer"):
        client = as_person(cast[name])
        client.get("/admin/")
        with CaptureQueriesContext(connection) as captured:
            assert set(counts(client)) == set(CODES)
        assert len(captured) <= MOST_QUERIES, (name, len(captured))
