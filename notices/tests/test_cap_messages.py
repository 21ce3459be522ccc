"""What is said of an urgent notice over its life: each message has a name of its own, and names those before it."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from editorial.rules import Action
from notices.chains import Relation
from portal.testing import make_notice, put

from .alerts import FEED, address, change, feed, make_alert, moment, name_of, references, schema, text, told

pytestmark = pytest.mark.django_db
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


@pytest.fixture(autouse=True)
def clock(time_machine, settings):
    """Ten in the morning; return a function that moves the clock on by a timedelta."""
    settings.SITE_URL = "https://qinghe.example"
    time_machine.move_to("2026-11-30T10:00:00.7+08:00", tick=False)
    return lambda by: time_machine.shift(by)


@pytest.fixture
def alert():
    return make_alert(publish_at=timezone.now())


def follow(notice, relation, level=3, **fields):
    """Publish what follows `notice`, now."""
    fields = {"publish_at": timezone.now(), "authority": notice.authority, "kind": notice.kind, **fields}
    return make_notice("后一份", follows=notice, relation=relation, level=level, **fields)


def in_an_hour():
    """The fields of a period that begins an hour from now."""
    return {"effective_from_time": (timezone.localtime() + HOUR).time().replace(microsecond=0)}


def test_a_corrected_notice_is_updated_and_names_what_was_said_before(client, alert, clock, final_reviewer):
    first = told(client, alert)
    clock(HOUR)
    assert name_of(told(client, alert)) == name_of(first)  # nothing was said meanwhile
    change(alert, final_reviewer, title="暴雨橙色预警")
    alert.correct(final_reviewer, "原文“红色”应为“橙色”。")
    second = told(client, alert)
    assert text(second, "msgType") == "Update"
    assert references(second) == [name_of(first)]
    assert text(second, "note") == "原文“红色”应为“橙色”。"
    assert moment(second, "sent") - moment(first, "sent") == HOUR
    clock(HOUR)
    change(alert, final_reviewer, who="全体市民")
    third = told(client, alert)
    assert references(third) == [name_of(first), name_of(second)]
    assert text(third, "note") == ""
    assert len({name_of(message) for message in (first, second, third)}) == 3
    assert moment(third, "sent") == datetime.fromisoformat(feed(client)["暴雨橙色预警"][1])


def test_what_an_editor_saved_before_publication_is_no_message(client, alert, clock, final_reviewer):
    put(alert, publish_at=timezone.now() + HOUR)
    alert.keep_version(final_reviewer)
    clock(MINUTE)
    change(alert, final_reviewer, title="暴雨橙色预警")
    clock(HOUR)
    assert text(told(client, alert), "msgType") == "Alert"


def test_what_came_in_by_another_way_than_the_desk_was_said_once_until_the_desk_changes_it(
    client, clock, final_reviewer
):
    alert = make_alert()  # its first version is kept only when it is changed, as of when it was entered
    first = told(client, alert)
    clock(HOUR)
    change(alert, final_reviewer, title="暴雨橙色预警")
    assert references(told(client, alert)) == [name_of(first)]


def test_a_withdrawn_notice_is_cancelled_with_the_reason_and_its_words_are_not_told_again(
    client, alert, clock, final_reviewer
):
    first = told(client, alert)
    clock(HOUR)
    alert.decide(Action.WITHDRAW, final_reviewer, "气象台已更正")
    last = told(client, alert)
    schema().assertValid(last)
    assert text(last, "msgType") == "Cancel"
    assert references(last) == [name_of(first)]
    assert text(last, "note") == "气象台已更正"
    assert text(last, "headline") == "撤稿：暴雨红色预警"
    assert not [name for name in ("description", "instruction", "audience", "onset", "expires") if text(last, name)]
    assert list(feed(client)) == ["暴雨红色预警"]
    clock(24 * HOUR)
    assert not feed(client)
    assert name_of(told(client, alert)) == name_of(last)  # at its address it stays


@pytest.mark.parametrize(
    ("relation", "msg_type", "response"),
    [
        (Relation.EXTENDS, "Update", "Monitor"),
        (Relation.CORRECTS, "Update", "Monitor"),
        (Relation.REPLACES, "Update", "Monitor"),
        (Relation.ENDS_EARLY, "Cancel", "AllClear"),
        (Relation.REPEALS, "Cancel", "AllClear"),
    ],
)
def test_an_urgent_one_in_its_place_speaks_for_both(client, alert, clock, relation, msg_type, response):
    first = told(client, alert)
    clock(HOUR)
    later = follow(alert, relation, chain_note="雨势减弱")
    message = told(client, later)
    schema().assertValid(message)
    assert (text(message, "msgType"), text(message, "responseType")) == (msg_type, response)
    assert references(message) == [name_of(first)]
    assert text(message, "incidents") == alert.index_number
    assert text(message, "note") == "雨势减弱"
    assert client.get(address(alert)).headers["Location"] == address(later)
    assert list(feed(client)) == ["后一份"]


def test_one_that_ends_it_later_leaves_it_standing_until_then(client, alert, clock):
    first = told(client, alert)
    clock(HOUR)
    later = follow(alert, Relation.ENDS_EARLY, **in_an_hour())
    message, end = told(client, alert), told(client, later)
    assert (text(message, "msgType"), references(message)) == ("Update", [name_of(first)])
    assert text(message, "expires") == text(end, "onset") == "2026-11-30T12:00:00+08:00"
    assert text(message, "note") == f"本通告由《后一份》提前结束：https://qinghe.example/notices/{later.pk}/"
    assert (text(end, "msgType"), references(end)) == ("Alert", [])
    assert (text(end, "responseType"), text(end, "severity")) == ("AllClear", "Minor")
    assert set(feed(client)) == {"暴雨红色预警", "后一份"}


def test_what_is_said_of_the_later_one_after_it_took_over_names_all_that_was_said_of_both(
    client, alert, clock, final_reviewer
):
    first = told(client, alert)
    clock(HOUR)
    later = follow(alert, Relation.REPLACES, **in_an_hour())
    second, third = told(client, alert), told(client, later)
    clock(2 * HOUR)
    change(later, final_reviewer, who="全体市民")
    last = told(client, later)
    assert text(last, "msgType") == "Update"
    assert set(references(last)) == {name_of(first), name_of(second), name_of(third)}
    assert client.get(address(alert)).status_code == 302


@pytest.mark.parametrize("relation", [Relation.ENDS_EARLY, Relation.REPEALS, Relation.REPLACES])
def test_one_that_is_not_urgent_and_takes_its_place_cancels_it(client, alert, clock, relation):
    first = told(client, alert)
    clock(HOUR)
    later = follow(alert, relation, level=1)
    last = told(client, alert)
    schema().assertValid(last)
    assert (text(last, "msgType"), references(last)) == ("Cancel", [name_of(first)])
    assert text(last, "urgency") == "Past"
    assert f"https://qinghe.example/notices/{later.pk}/" in text(last, "note")
    assert list(feed(client)) == ["暴雨红色预警"]
    clock(24 * HOUR)
    assert not feed(client)


def test_a_result_changes_nothing_about_it(client, alert, clock):
    first = told(client, alert)
    clock(HOUR)
    follow(alert, Relation.RESULT, level=1)
    assert name_of(told(client, alert)) == name_of(first)


def test_when_the_later_one_is_withdrawn_it_speaks_for_itself_again(client, alert, clock, final_reviewer):
    clock(HOUR)
    later = follow(alert, Relation.REPLACES)
    second = told(client, later)
    clock(HOUR)
    later.decide(Action.WITHDRAW, final_reviewer, "误发")
    again, cancelled = told(client, alert), told(client, later)
    assert text(again, "msgType") == "Update"
    assert text(again, "sent") == "2026-11-30T12:00:00+08:00"
    assert (text(cancelled, "msgType"), references(cancelled)) == ("Cancel", [name_of(second)])
    assert set(feed(client)) == {"暴雨红色预警", "后一份"}


def test_what_is_to_follow_is_not_told_before_it_is_public(client, alert, clock):
    first = told(client, alert)
    clock(MINUTE)
    follow(alert, Relation.ENDS_EARLY, publish_at=timezone.now() + timedelta(seconds=20))
    message = told(client, alert)
    assert name_of(message) == name_of(first)
    assert (text(message, "expires"), text(message, "note")) == ("", "")
    assert client.get(address(alert))["Cache-Control"] == "public, max-age=20"
    assert client.get(FEED)["Cache-Control"] == "public, max-age=20"
    clock(timedelta(seconds=20))
    assert client.get(address(alert)).status_code == 302
