"""The publishing calendar: a week of what is public, set, wished and withdrawn."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dates.days import WRITTEN_WEEK, read
from editorial.queue.publishing_calendar import MOST, name_of_week
from editorial.tests.full_desk import at
from portal.testing import make_article, make_column, make_draft, make_person

pytestmark = pytest.mark.django_db
WEDNESDAY = "2026-11-18 04:00:00+00:00"  # noon in the city
CALENDAR = "/admin/calendar/"


@pytest.fixture
def wednesday(time_machine):
    time_machine.move_to(WEDNESDAY, tick=False)


def titles(response):
    return [[slot.title for slot in day.slots] for day in response.context["week"]["days"]]


def test_everything_stands_on_its_day_from_monday_to_sunday(wednesday, as_person, reporter):
    make_article("周一凌晨", publish_at=at(0, -2))
    make_article("周日深夜", publish_at=at(23, 4, 59))
    make_article("上周日", publish_at=at(23, -3, 59))
    make_article("下周一", publish_at=at(0, 5))
    response = as_person(reporter).get(CALENDAR)
    assert titles(response) == [["周一凌晨"], [], [], [], [], [], ["周日深夜"]]
    page = response.content.decode()
    assert "2026年第47周　11月16日至11月22日" in page
    assert '<th scope="col" aria-current="date">星期三 <time datetime="2026-11-18">11月18日</time></th>' in page


WITHDRAWN = {"withdrawn_at": timezone.now(), "withdrawn_reason": "误"}


@pytest.mark.parametrize(("state", "hour", "fields", "word"), [
    ("approved", 8, {}, "已公开"), ("approved", 20, {}, "待公开"), ("withdrawn", 8, WITHDRAWN, "已撤稿"),
    ("draft", 8, {}, "草稿"), ("draft", 20, {"is_returned": True}, "已退回"), ("in_review", 20, {}, "审核中"),
])  # fmt: skip
def test_each_says_its_state_and_leads_to_its_page(state, hour, fields, word, wednesday, as_person, reporter):
    article = make_article("路灯换新", reporter, column=make_column("简讯"), state=state, publish_at=at(hour), **fields)
    page = as_person(reporter).get(CALENDAR).content.decode()
    assert f">{word}</span>" in page
    assert f'<a href="/admin/articles/article/{article.pk}/change/">路灯换新</a>' in page
    assert '<span class="kind">简讯 · 文章</span>' in page
    assert ("拟发" in page) == (state in {"draft", "in_review"})
    # What was wished for a time that has passed has not gone out.
    assert ("is-out" in page) == (hour == 8 and state != "draft")


def test_the_weeks_lead_to_one_another_over_the_new_year(wednesday, as_person, reporter):
    week = as_person(reporter).get(CALENDAR, {"week": "2026-W53"}).context["week"]
    assert (week["monday"], week["sunday"]) == (date(2026, 12, 28), date(2027, 1, 3))
    assert (week["previous"], week["next"]) == ("2026-W52", "2027-W01")
    assert not week["is_this_week"]


@pytest.mark.parametrize("asked", [
    "0", "2026", "2026-W00", "2026-W54", "2025-W53", "9999-W52", "1999-W52", "20२6-W47", "a" * 500, "2026-W47\x00",
])  # fmt: skip
def test_nonsense_shows_this_week_and_says_so(asked, wednesday, as_person, reporter):
    response = as_person(reporter).get(CALENDAR, {"week": asked})
    assert response.status_code == 200
    assert response.context["week"]["monday"] == date(2026, 11, 16)
    assert "看不懂您要的周次" in response.content.decode()


def test_without_asking_there_is_nothing_to_say(wednesday, as_person, reporter):
    assert "看不懂" not in as_person(reporter).get(CALENDAR).content.decode()


@pytest.mark.django_db(databases=[])
def test_every_week_has_a_name_that_finds_it():
    for text in ("2020-W53", "2026-W01", "2026-W47"):
        assert name_of_week(read(text, WRITTEN_WEEK)) == text


def test_a_full_day_shows_so_many_and_leads_to_all(wednesday, as_person, reporter):
    for number in range(MOST + 3):
        make_article(f"早{number}", publish_at=at(6, -1, number))
        make_article(f"晚{number}", publish_at=at(20, 1, number))
    client = as_person(reporter)
    response = client.get(CALENDAR)
    tuesday, thursday = (response.context["week"]["days"][number] for number in (1, 3))
    assert [slot.title for slot in tuesday.slots] == [f"早{number}" for number in range(3, MOST + 3)]
    assert [slot.title for slot in thursday.slots] == [f"晚{number}" for number in range(MOST)]
    page = response.content.decode()
    assert "此前另有 3 篇" in page
    assert ">另有 3 篇" in page
    for day in (tuesday, thursday):
        assert client.get(day.parts[0].url).context["cl"].result_count == MOST + 3


def test_it_opens_to_the_staff_who_may_look_at_something(as_person, cast):
    allowed = {"reporter", "other_reporter", "first_reviewer", "second_reviewer", "final_reviewer", "keeper"}
    for name, person in cast.items():
        assert as_person(person).get(CALENDAR).status_code == (200 if name in allowed else 302), name
    nobody = make_person("nobody")
    nobody.is_staff = True
    nobody.save()
    assert as_person(nobody).get(CALENDAR).status_code == 403
    assert CALENDAR not in as_person(nobody).get("/admin/").content.decode()


def test_it_only_reads(as_person, reporter):
    assert as_person(reporter).post(CALENDAR).status_code == 405


def test_every_page_of_the_desk_leads_there(as_person, reporter):
    for address in ("/admin/", "/admin/articles/article/"):
        assert f'<a href="{CALENDAR}">发稿日历</a>' in as_person(reporter).get(address).content.decode()


def test_a_full_week_is_one_query(as_person, reporter):
    make_draft(reporter, publish_at=timezone.now())
    before = queries(as_person(reporter))
    for number in range(60):
        make_article(column=make_column(f"栏{number}"), publish_at=timezone.now())
    assert queries(as_person(reporter)) == before <= 6


def queries(client):
    client.get(CALENDAR)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(CALENDAR).status_code == 200
    return len(captured)
