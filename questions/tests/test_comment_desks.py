"""A desk that collects comments on one matter: who finds it, and how it speaks."""

from datetime import datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone

from portal.testing import make_answer, make_desk
from questions.models import Desk
from questions.tests.comments_desk import TITLE, comments_desk

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to("2026-11-20T12:00:00+08:00", tick=False)
    return time_machine


def page_of(client, path):
    return client.get(path).content.decode()


@pytest.mark.parametrize("edition", ["", "/elder"])
def test_its_page_and_its_form_say_what_it_is_about(client, edition):
    desk = comments_desk()
    for tail, words in {"": "看通告全文", "ask/": TITLE}.items():
        page = page_of(client, f"{edition}/questions/desks/{desk.slug}/{tail}")
        assert f'<a href="{edition}/notices/12/">{words}</a>' in page
        assert TITLE in page
        assert "我要提意见" in page


@pytest.mark.parametrize("tail", ["", "ask/", "poster/"])
def test_its_days_stand_in_the_notice_alone_since_they_tell_of_what_is_not_public(client, tail):
    desk = comments_desk()
    page = page_of(client, f"{desk.get_absolute_url()}{tail}") + page_of(client, "/questions/desks/")
    assert "11月30日" not in page
    assert "11月19日" not in page
    assert tail or f'起止日期以通告为准： <a href="/notices/12/">{TITLE}</a>' in " ".join(page.split())


def test_it_promises_no_answer_and_offers_none_of_others(client):
    desk = comments_desk()
    make_answer("2路公交线路怎么走", desk=make_desk())
    page = page_of(client, desk.get_absolute_url())
    assert "意见汇总后公布结果" in page
    assert "期满后统一汇总，不逐条答复" in page
    assert "工作日内答复" not in page
    assert "最新答复" not in page
    assert client.get(desk.get_absolute_url()).context["answers"].count() == 0
    second = client.post(f"{desk.get_absolute_url()}ask/", {"text": "2路公交线路怎么走"})
    assert second.status_code == 200
    assert "alike" not in second.content.decode()


@pytest.mark.parametrize("shown_from", [None, 1], ids=["never", "in an hour"])
def test_nobody_finds_it_before_its_matter_is_public(client, shown_from, clock):
    moment = shown_from and timezone.now() + timedelta(hours=shown_from)
    desk = comments_desk(shown_from=moment)
    paths = [f"/questions/desks/{desk.slug}/{tail}" for tail in ("", "ask/", "poster/")] + [f"/q/{desk.pk}/"]
    assert [client.get(path).status_code for path in paths] == [404] * 4
    sent = {"text": "不同意", "_step": "send"}
    assert client.post(paths[1], sent).status_code == 404
    assert TITLE not in page_of(client, "/questions/desks/")
    assert not desk.is_open
    assert not Desk.objects.open().exists()
    if moment:
        clock.shift(timedelta(hours=1))
        assert [client.get(path).status_code for path in paths] == [200, 200, 200, 302]
        assert desk.is_open


def test_the_list_of_desks_names_the_ten_newest_and_none_among_the_standing_ones(client):
    make_desk("读者热线")
    for number in range(12):
        comments_desk(
            f"征集{number}",
            subject=f"第{number:02d}件事",
            shown_from=timezone.now() - timedelta(hours=number),
            closes_on=timezone.localdate() + timedelta(days=20 - number),
        )
    answer = client.get("/questions/desks/")
    page = answer.content.decode()
    assert page.index("读者热线") < page.index("正在征求意见") < page.index("第00件事") < page.index("第09件事")
    assert "第10件事" not in page
    assert [desk.name for desk in answer.context["open_desks"]] == ["读者热线"]


def test_a_closed_one_is_not_listed_and_says_that_what_came_in_is_gathered(client):
    closed = comments_desk(closes_on=timezone.localdate() - timedelta(days=1))
    make_desk("读者热线")
    assert TITLE not in page_of(client, "/questions/desks/")
    page = page_of(client, closed.get_absolute_url())
    assert "意见期到2026年11月19日24时为止。" in page
    assert "意见汇总后公布结果。" in page
    assert TITLE in page
    assert "读者热线" not in page
    assert "/ask/" not in page


def test_one_that_is_not_open_yet_says_where_its_first_day_stands(client):
    desk = comments_desk(opens_on=timezone.localdate() + timedelta(days=3))
    page = page_of(client, desk.get_absolute_url())
    assert "还没有开始收集意见。" in page
    assert "11月23日" not in page
    assert "起止日期以通告为准" in page


@pytest.mark.parametrize(
    ("moment", "shown_at"),
    [("2026-11-20T23:59:30", "2026-11-25T00:00:00"), ("2026-11-20T12:00:00", "2026-11-20T12:00:30")],
    ids=["midnight", "the next becomes public"],
)
def test_no_cache_keeps_the_list_of_desks_past_its_next_change(client, clock, moment, shown_at):
    clock.move_to(f"{moment}+08:00", tick=False)
    comments_desk(shown_from=datetime.fromisoformat(f"{shown_at}+08:00"))
    assert "max-age=30" in client.get("/questions/desks/")["Cache-Control"]
    clock.move_to("2026-11-20T12:01:00+08:00", tick=False)
    assert "max-age=60" in client.get("/questions/desks/")["Cache-Control"]


def test_a_closed_standing_desk_leads_to_no_desk_for_comments(client):
    comments_desk("另一个", subject="另一件事")
    make_desk("读者热线")
    closed = make_desk("老窗口", closes_on=timezone.localdate() - timedelta(days=1))
    page = page_of(client, closed.get_absolute_url())
    assert "读者热线" in page
    assert "另一件事" not in page
    assert "另一个" not in page


def test_the_list_of_answers_knows_nothing_of_it(client):
    make_answer(desk=make_desk("读者热线"))
    desk = comments_desk()
    page = page_of(client, "/questions/")
    assert desk.name not in page
    assert "读者热线" in page


def test_the_database_keeps_it_from_publishing_answers():
    desk = comments_desk()
    desk.publishes_answers = True
    with pytest.raises(ValidationError, match="意见只汇总"):
        desk.full_clean()
    with pytest.raises(IntegrityError):
        desk.save()
