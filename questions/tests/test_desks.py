"""The desks as a citizen finds them: the list, each desk's page, what a closed one says, and the short address."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from portal.testing import make_answer, make_authority, make_desk, make_place
from questions.models import Category, Desk

pytestmark = pytest.mark.django_db
EDITIONS = pytest.mark.parametrize("edition", ["", "/elder"])
MOST_QUERIES = 8


def days(number):
    return timezone.localdate() + timedelta(days=number)


def page_of(client, desk):
    return client.get(f"/questions/desks/{desk.slug}/").content.decode()


def test_the_list_names_open_desks_first_and_says_of_closed_ones_where_to_go(client):
    make_desk("老窗口", closes_on=days(-1), closed_note="请改拨社区电话。")
    make_desk("读者热线")
    page = client.get("/questions/desks/").content.decode()
    assert page.index("读者热线") < page.index("现在不受理") < page.index("老窗口") < page.index("请改拨社区电话。")


def test_a_page_without_any_open_desk_says_so(client):
    assert "目前没有开放的窗口" in client.get("/questions/desks/").content.decode()


def test_a_desk_says_its_deadlines_in_words(client):
    desk = make_desk(response_amount=24, answer_amount=5)
    assert "24小时内回应，5个工作日内答复" in page_of(client, desk)


def test_a_desk_names_its_own_hotline_or_the_newsrooms(client, settings):
    hotline = make_authority("桃花社区", "5550188").hotlines.get()
    assert 'href="tel:5550188"' in page_of(client, make_desk("社区", hotline=hotline))
    assert f'href="tel:{settings.NEWSPAPER["hotline"]}"' in page_of(client, make_desk("热线"))


def test_a_desk_says_beforehand_what_its_form_asks_for(client):
    desk = make_desk(asks_pictures=Desk.Asks.MUST, asks_contact=Desk.Asks.NOT, asks_place=Desk.Asks.MAY)
    page = page_of(client, desk)
    assert "图片，最多4张 <small>（必填）" in page
    assert "事发地点 <small>（选填）" in page
    assert "您的称呼和电话" not in page


def test_a_desk_shows_its_latest_published_answers_and_no_others(client):
    desk, other = make_desk(), make_desk("随手拍")
    for number in range(6):
        make_answer(f"第{number}答", desk=desk, publish_at=timezone.now() - timedelta(hours=6 - number))
    make_answer("别处的", desk=other)
    make_answer("还没发的", desk=desk, publish_at=timezone.now() + timedelta(hours=1))
    page = page_of(client, desk)
    shown = [number for number in range(6) if f"第{number}答" in page]
    assert shown == [1, 2, 3, 4, 5]
    assert "别处的" not in page
    assert "还没发的" not in page


@pytest.mark.parametrize("kind", Desk.Kind)
def test_each_kind_speaks_in_its_own_way(client, kind):
    of_its_own = {"publishes_answers": False, "shown_from": timezone.now()} if kind == Desk.Kind.COMMENTS else {}
    desk = make_desk(kind=kind, **of_its_own)
    words = {"hotline": "我要提问", "snapshot": "我要随手拍", "needs": "我要提需求", "comments": "我要提意见"}
    assert words[kind] in page_of(client, desk)


def test_a_desk_that_publishes_nothing_says_so(client):
    page = page_of(client, make_desk(publishes_answers=False))
    assert "答复只给您本人看" in page
    assert "隐去个人信息后刊出" not in page


@pytest.mark.parametrize(
    ("period", "words"), [({"closes_on": -1}, "不再收新的问题"), ({"opens_on": 1}, "开始受理")], ids=["over", "not yet"]
)
def test_a_closed_desk_says_since_when_and_where_to_go(client, period, words):
    period = {name: days(number) for name, number in period.items()}
    desk = make_desk("码上问需", closed_note="请到社区服务站。", **period)
    other = make_desk("读者热线")
    page = page_of(client, desk)
    day = next(iter(period.values()))
    assert words in page
    assert f"{day.year}年{day.month}月{day.day}日" in page
    assert "请到社区服务站。" in page
    assert other.get_absolute_url() in page
    assert "/ask/" not in page
    assert "/poster/" not in page


@EDITIONS
def test_the_short_address_leads_to_the_desk(client, edition):
    desk = make_desk()
    answer = client.get(f"{edition}/q/{desk.pk}/")
    assert (answer.status_code, answer["Location"]) == (302, f"{edition}/questions/desks/{desk.slug}/")


@EDITIONS
@pytest.mark.parametrize(
    "path", ["/q/999999/", *(f"/questions/desks/no-such/{tail}" for tail in ("", "ask/", "poster/"))]
)
def test_an_unknown_desk_is_not_found(client, edition, path):
    assert client.get(edition + path).status_code == 404


@EDITIONS
def test_what_is_only_read_may_be_kept_by_any_cache(client, edition):
    desk = make_desk()
    make_desk("关了的", closes_on=days(-1))
    for path in ("/questions/desks/", desk.get_absolute_url(), f"{desk.get_absolute_url()}poster/", f"/q/{desk.pk}/"):
        answer = client.get(edition + path)
        assert "public" in answer["Cache-Control"], path
        assert not answer.cookies


def test_no_page_asks_more_than_eight_queries(client, django_assert_max_num_queries):
    place = make_place("禾东区")
    for number in range(12):
        make_place(f"街道{number}", parent=place)
        make_desk(f"窗口{number}", closes_on=days(-1) if number % 2 else None, asks_category=Desk.Asks.MAY)
    for desk in Desk.objects.all():
        Category.objects.create(desk=desk, name="照明")
    desk, closed = Desk.objects.all()[:2]
    for number in range(12):
        make_answer(f"第{number}盏路灯不亮", desk=desk)
    desk_path = desk.get_absolute_url()
    for path in ("/questions/desks/", desk_path, closed.get_absolute_url(), f"{desk_path}poster/", f"{desk_path}ask/"):
        with django_assert_max_num_queries(MOST_QUERIES, info=path):
            client.get(path)
    with django_assert_max_num_queries(MOST_QUERIES):
        client.post(f"{desk_path}ask/", {"text": "路灯不亮怎么办"})


@pytest.mark.parametrize(("name", "words"), [("读者热线", []), ("青青帮办", ["读者热线"])])
def test_above_its_name_stands_only_what_the_name_does_not_say(client, name, words):
    kickers = re.findall(r'<p class="kicker">([^<]*)', page_of(client, make_desk(name)))
    assert kickers == words


def test_hours_beyond_two_days_are_said_in_days(client):
    assert "48小时内回应，5天内答复" in page_of(
        client, make_desk(response_amount=48, answer_amount=120, answer_unit="hours")
    )
    assert "50小时内答复" in page_of(client, make_desk("别处", answer_amount=50, answer_unit="hours"))
