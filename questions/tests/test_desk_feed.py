"""The feed of a desk: the answers that it gave in public."""

from datetime import timedelta

import pytest
from django.utils import timezone

from portal.testing import make_answer, make_desk, make_photo
from portal.tests.feeds import JSON, RSS, SITE, parsed, titles, told
from questions.models import Desk

pytestmark = pytest.mark.django_db
ADDRESS = "/feeds/desks/zhiban/"
ALL = [ADDRESS, f"{ADDRESS}{RSS}", f"{ADDRESS}{JSON}"]


@pytest.fixture(autouse=True)
def clock(time_machine, settings):
    """Ten in the morning; return a function that moves the clock on by a timedelta."""
    settings.SITE_URL = SITE
    time_machine.move_to("2026-11-30T10:00:00+08:00", tick=False)
    return lambda by: time_machine.shift(by)


@pytest.fixture
def desk():
    return make_desk("值班热线", slug="zhiban")


def test_it_has_the_answers_of_the_desk_question_and_all(client, desk):
    photo = make_photo()
    make_answer("去哪里办卡？", desk=desk, lead_photo=photo)
    make_answer("别处的", desk=make_desk("别的"))
    assert titles(client, ADDRESS) == ["去哪里办卡？"]
    [item] = told(client, ADDRESS)["items"]
    whole = item["content_html"]
    order = ["王女士", "我母亲七十岁了", "青禾晚报", "各街道政务服务中心"]
    assert sorted(order, key=whole.index) == order
    assert item["summary"] == "各街道政务服务中心都能办，带上身份证即可。"
    assert item["authors"] == [{"name": "林知夏"}]
    assert item["tags"] == ["问答", "值班热线"]
    assert item["attachments"][0]["size_in_bytes"] == photo.master_bytes > 0
    assert parsed(client, ADDRESS).entries[0].enclosures[0].length == str(photo.master_bytes)


def test_a_desk_for_comments_has_none_since_it_answers_nobody_in_public(client):
    make_desk("征求意见", slug="zhiban", kind=Desk.Kind.COMMENTS, publishes_answers=False, shown_from=timezone.now())
    assert [client.get(path).status_code for path in ALL] == [404] * 3
    page = client.get("/questions/desks/zhiban/").content.decode()
    assert "/feeds/desks/" not in page


def test_a_desk_that_publishes_nothing_offers_none_until_it_has_published(client, desk):
    Desk.objects.update(publishes_answers=False)
    assert "/feeds/desks/" not in client.get("/questions/desks/zhiban/").content.decode()
    make_answer(desk=desk)
    assert client.get("/questions/desks/zhiban/").content.decode().count("/feeds/desks/zhiban/") == 6


def test_an_embargo_a_withdrawal_and_a_correction_show_at_once(client, desk, clock, final_reviewer):
    answer = make_answer("问一", desk=desk)
    make_answer("问二", desk=desk, publish_at=timezone.now() + timedelta(seconds=20))
    assert [client.get(path)["Cache-Control"] for path in ALL] == ["public, max-age=20"] * 3
    assert titles(client, ADDRESS) == ["问一"]
    clock(timedelta(seconds=20))
    assert titles(client, ADDRESS) == ["问二", "问一"]
    answer.correct(final_reviewer, "有误。")
    assert told(client, ADDRESS)["items"][1]["date_modified"] == "2026-11-30T02:00:20+00:00"
    answer.decide("withdraw", final_reviewer, "事实有误")
    assert titles(client, ADDRESS) == ["问二"]
