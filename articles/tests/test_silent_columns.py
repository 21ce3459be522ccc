"""Columns that promise an article every so many days, and those that have kept silent longer."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from articles.models import Article, Column
from portal.testing import make_article, make_column

pytestmark = pytest.mark.django_db
COLUMNS = "/admin/articles/column/"


def column(name, expected_days, *days_ago, **fields):
    """A column with articles so many days ago, at one in the morning."""
    made = make_column(name, expected_days=expected_days)
    for days in days_ago:
        moment = timezone.localtime().replace(hour=1, minute=0) - timedelta(days=days)
        make_article(column=made, publish_at=moment, **fields)
    return made


def silent():
    return [found.name for found in Column.objects.silent()]


def test_the_last_day_of_the_promise_is_still_in_time():
    column("昨天", 1, 1)
    column("前天", 1, 2)
    column("一周", 7, 7)
    column("八天", 7, 8, 30)
    assert silent() == ["八天", "前天"]


def test_who_promised_nothing_is_never_silent():
    column("不定期", None, 400)
    column("从未", None)
    assert silent() == []


def test_a_column_that_never_had_an_article_is_the_most_silent():
    column("旧", 3, 9)
    column("空", 3)
    assert silent() == ["空", "旧"]


def test_only_what_readers_can_see_breaks_the_silence():
    made = column("要闻", 2, 5)
    now = timezone.now()
    make_article(column=made, state=Article.State.DRAFT, publish_at=now)
    make_article(column=made, publish_at=now + timedelta(hours=3))
    make_article(column=made, state=Article.State.WITHDRAWN, publish_at=now, withdrawn_at=now, withdrawn_reason="误")
    assert silent() == ["要闻"]
    make_article(column=made, publish_at=now)
    assert silent() == []


def test_days_turn_at_midnight_in_the_city(time_machine):
    time_machine.move_to("2026-11-22 15:59:00+00:00", tick=False)  # one minute to midnight
    column("要闻", 1, 1)
    assert silent() == []
    time_machine.move_to("2026-11-22 16:00:00+00:00", tick=False)
    assert silent() == ["要闻"]


def test_reviewers_find_them_in_the_queue_by_name(as_person, first_reviewer, reporter, keeper):
    column("影像", 3, 5)
    column("舌尖", 3)
    line = as_person(first_reviewer).get("/admin/").context["queue"]["counts"][0]
    assert (str(line.word), line.count, line.age, line.note) == ("久无新稿的栏目", 2, "最久5天", "舌尖、影像")
    listed = as_person(first_reviewer).get(line.url).context["cl"].result_list
    assert {found.name for found in listed} == set(silent())
    for person in (reporter, keeper):
        assert "久无新稿" not in as_person(person).get("/admin/").content.decode()


def test_the_list_says_when_each_spoke_last(as_person, keeper):
    column("要闻", 1, 2)
    column("舌尖", None)
    page = as_person(keeper).get(COLUMNS).content.decode()
    spoke = timezone.localtime() - timedelta(days=2)
    assert f"{spoke:%m-%d} 01:00" in page
    assert "尚无稿件" in page
    assert "01:00" in as_person(keeper).get(COLUMNS, {"o": "6"}).content.decode()


def test_keepers_set_the_promise_and_none_is_of_no_days(as_person, keeper):
    made = column("要闻", None)
    data = {"name": "要闻", "layout": "news", "order": 0, "slug": made.slug}
    client, address = as_person(keeper), f"{COLUMNS}{made.pk}/change/"
    response = client.post(address, {**data, "expected_days": "0"})
    assert list(response.context["adminform"].form.errors) == ["expected_days"]
    assert client.post(address, {**data, "expected_days": "7"}).status_code == 302
    made.refresh_from_db()
    assert made.expected_days == 7
    with pytest.raises(ValidationError):
        Column(name="空", slug="kong", expected_days=0).full_clean()
