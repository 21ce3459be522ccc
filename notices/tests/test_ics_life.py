"""What a calendar is told of a notice through its life: one UID, a SEQUENCE that only grows, an end that moves."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.urls import reverse

from notices.chains import Relation
from notices.tests.calendar_files import events_of, read
from notices.tests.lives import at, draft, fresh, publish, withdraw

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_review")]
CITY = ZoneInfo("Asia/Shanghai")


@pytest.fixture
def clock(db):
    with time_machine.travel(at(9), tick=False) as traveller:
        yield traveller


@pytest.fixture
def cut(clock, reporter, final_reviewer):
    """停水 from 22:00 on the 23rd to 6:00 on the 24th."""
    period = {
        "effective_from": date(2026, 11, 23),
        "effective_from_time": time(22),
        "effective_until": date(2026, 11, 24),
        "effective_until_time": time(6),
    }
    return publish(draft(reporter, **period), reporter, final_reviewer)


def told(client, notice):
    return events_of(client.get(reverse("notices:ics")))[notice.index_number]


def end(event):
    return event.decoded("DTEND").astimezone(CITY)


def test_a_whole_life_keeps_one_uid_and_its_sequence_grows_at_every_turn(client, cut, clock, reporter, final_reviewer):
    lives = [told(client, cut)]
    assert end(lives[-1]) == datetime(2026, 11, 24, 6, tzinfo=CITY)

    clock.move_to(at(10))  # corrected: an hour longer
    cut.effective_until_time = time(7)
    cut.save()
    cut.keep_version(final_reviewer)
    cut.correct(final_reviewer, "恢复供水的时间应为7时。")
    lives.append(told(client, cut))
    assert end(lives[-1]) == datetime(2026, 11, 24, 7, tzinfo=CITY)

    clock.move_to(at(23, day=23))  # ended early, by a second notice
    early = draft(
        reporter,
        "提前恢复供水",
        cut,
        Relation.ENDS_EARLY,
        effective_from=date(2026, 11, 24),
        effective_from_time=time(2),
    )
    assert told(client, cut) == lives[-1]  # nobody is told of a draft
    early = publish(early, reporter, final_reviewer)
    lives.append(told(client, cut))
    assert end(lives[-1]) == datetime(2026, 11, 24, 2, tzinfo=CITY)
    assert told(client, early)["RELATED-TO"] == lives[-1]["UID"]
    assert lives[-1]["RELATED-TO"] == told(client, early)["UID"]

    clock.move_to(at(0, day=24))  # that second notice is put off by an hour
    early.effective_from_time = time(3)
    early.save()
    early.keep_version(final_reviewer)
    lives.append(told(client, cut))
    assert end(lives[-1]) == datetime(2026, 11, 24, 3, tzinfo=CITY)

    clock.move_to(at(1, day=24))  # and withdrawn
    withdraw(early, final_reviewer)
    lives.append(told(client, cut))
    assert end(lives[-1]) == datetime(2026, 11, 24, 7, tzinfo=CITY)
    assert told(client, early)["STATUS"] == "CANCELLED"

    clock.move_to(at(2, day=24))  # at last the notice itself
    withdraw(cut, final_reviewer, "事实有误")
    lives.append(told(client, cut))
    assert [event["STATUS"] for event in lives] == ["CONFIRMED"] * 5 + ["CANCELLED"]
    assert lives[-1]["DESCRIPTION"] == "事实有误"

    sequences = [event["SEQUENCE"] for event in lives]
    assert sequences == sorted(set(sequences)), sequences
    assert len({event["UID"] for event in lives}) == 1
    stamps = [event.decoded("LAST-MODIFIED") for event in lives]
    assert stamps == [at(9), at(10), at(23, day=23), at(0, day=24), at(1, day=24), at(2, day=24)]
    assert [event.decoded("DTSTAMP") for event in lives] == stamps


def test_a_follower_under_an_embargo_moves_the_end_at_its_second_and_not_before(
    client, cut, clock, reporter, final_reviewer
):
    before = told(client, cut)
    follower = draft(
        reporter, "提前恢复供水", cut, Relation.ENDS_EARLY, publish_at=at(12, day=23), effective_from=date(2026, 11, 24)
    )
    publish(follower, reporter, final_reviewer)
    clock.move_to(at(11, 59, day=23))
    assert told(client, cut) == before
    answer = client.get(reverse("notices:ics"))
    assert "max-age=60" in answer["Cache-Control"]
    clock.move_to(at(11, 59, day=23).replace(second=40))
    assert "max-age=20" in client.get(reverse("notices:ics"))["Cache-Control"]
    clock.move_to(at(12, day=23))
    after = told(client, cut)
    assert end(after) == datetime(2026, 11, 24, 0, tzinfo=CITY)
    assert after["SEQUENCE"] > before["SEQUENCE"]


def test_what_is_taken_over_before_it_begins_is_cancelled(client, cut, reporter, final_reviewer):
    correction = publish(
        draft(reporter, "更正：停水改期", cut, Relation.CORRECTS, effective_from=date(2026, 11, 26)),
        reporter,
        final_reviewer,
    )
    assert told(client, cut)["STATUS"] == "CANCELLED"
    assert told(client, cut)["SUMMARY"].startswith("（已取消）")
    assert end(told(client, cut)) == datetime(2026, 11, 24, 6, tzinfo=CITY)
    assert told(client, correction)["STATUS"] == "CONFIRMED"


def test_a_withdrawn_notice_stays_for_thirty_days_to_the_second(client, cut, clock, final_reviewer):
    withdraw(cut, final_reviewer)
    clock.move_to(at(8, 59, day=52))
    assert told(client, cut)["STATUS"] == "CANCELLED"
    clock.move_to(at(9, day=52))
    assert read(client.get(reverse("notices:ics"))).events == []
    alone = events_of(client.get(reverse("notices:notice_calendar", args=[cut.pk])))
    assert alone[cut.index_number]["STATUS"] == "CANCELLED"


def test_a_draft_is_in_no_calendar(client, clock, reporter):
    notice = draft(reporter)
    assert read(client.get(reverse("notices:ics"))).events == []
    assert client.get(reverse("notices:notice_calendar", args=[notice.pk])).status_code == 404


def test_what_ended_thirty_days_ago_has_left_and_is_still_to_be_had_by_itself(client, cut, clock):
    clock.move_to(at(5, 59, day=54))
    assert told(client, cut)["STATUS"] == "CONFIRMED"
    clock.move_to(at(6, day=54))
    assert read(client.get(reverse("notices:ics"))).events == []
    assert events_of(client.get(reverse("notices:notice_calendar", args=[cut.pk])))[fresh(cut).index_number]
