"""What stands on every page: the columns, and urgent notices from their first second to their last."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from notices.models import Notice
from portal.testing import make_article, make_column, make_notice

pytestmark = pytest.mark.django_db
URGENT = Notice.Level.URGENT
PAGES = ["/", "/about/", "/questions/", "/nowhere/", "/elder/hotlines/"]


def text_of(client, path="/about/"):
    return client.get(path).content.decode()


@pytest.mark.parametrize("path", PAGES)
def test_an_urgent_notice_in_force_stands_on_every_page(client, path):
    notice = make_notice("寒潮蓝色预警", level=URGENT)
    address = f"/notices/{notice.pk}/"
    assert f'href="{"/elder" if path.startswith("/elder") else ""}{address}"' in text_of(client, path)


@pytest.mark.parametrize(
    "fields",
    [
        {"level": Notice.Level.IMPORTANT},
        {"level": URGENT, "state": Notice.State.DRAFT, "publish_at": None},
        {"level": URGENT, "publish_at": timezone.now() + timedelta(days=400)},
        {"level": URGENT, "effective_from": timezone.localdate() + timedelta(days=2)},
        {
            "level": URGENT,
            "effective_from": timezone.localdate() - timedelta(days=3),
            "effective_until": timezone.localdate() - timedelta(days=1),
        },
        {
            "level": URGENT,
            "state": Notice.State.WITHDRAWN,
            "withdrawn_at": timezone.now(),
            "withdrawn_reason": "误发",
        },
    ],
    ids=["important", "draft", "embargoed", "upcoming", "ended", "withdrawn"],
)
def test_what_is_not_urgent_or_not_in_force_does_not(client, fields):
    make_notice("寒潮蓝色预警", **fields)
    assert "寒潮蓝色预警" not in text_of(client)


def test_it_comes_and_goes_with_the_second_and_no_page_is_kept_longer(client):
    day = timezone.localdate() + timedelta(days=1)
    notice = make_notice("寒潮蓝色预警", level=URGENT, effective_from=day, effective_until=day)
    for moment, is_there in [(notice.begins, True), (notice.over, False)]:
        with time_machine.travel(moment - timedelta(seconds=20), tick=False):
            before = client.get("/about/")
            assert ("寒潮蓝色预警" in before.content.decode()) is not is_there
            assert before["Cache-Control"] == "public, max-age=20"
        with time_machine.travel(moment, tick=False):
            assert ("寒潮蓝色预警" in text_of(client)) is is_there


def test_far_from_any_change_a_page_is_kept_for_a_minute_and_sets_no_cookie(client):
    make_notice("寒潮蓝色预警", level=URGENT)
    page = client.get("/about/")
    assert page["Cache-Control"] == "public, max-age=60"
    assert not page.cookies
    assert "Cookie" not in page.get("Vary", "")


def test_the_three_newest_are_named_and_the_others_counted(client):
    for number in range(5):
        make_notice(f"第{number}号预警", level=URGENT)
    page = text_of(client)
    assert [f"第{number}号预警" in page for number in range(5)] == [False, False, True, True, True]
    assert "另有2条紧急通告" in page


def test_a_notice_that_took_its_place_stands_there_instead(client):
    first = make_notice("大风预警", level=URGENT)
    make_notice("大风预警更正", level=URGENT, follows=first, relation="corrects")
    page = text_of(client)
    assert "大风预警更正" in page
    assert f'href="{first.get_absolute_url()}"' not in page


def test_columns_and_urgent_notices_cost_one_query(client, django_assert_num_queries):
    make_column("要闻")
    make_notice("寒潮蓝色预警", level=URGENT)
    with django_assert_num_queries(1):
        client.get("/about/")


def test_the_column_that_a_page_belongs_to_is_marked(client):
    article = make_article(column=make_column("要闻", slug="yaowen"))
    assert '<a href="/news/yaowen/" aria-current="page">' in text_of(client, "/news/yaowen/")
    assert '<a href="/news/yaowen/" aria-current="true">' in text_of(client, article.get_absolute_url())
    assert '<a href="/news/yaowen/">' in text_of(client)
