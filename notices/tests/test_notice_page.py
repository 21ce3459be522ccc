"""A notice's page: what it says, in which order, and to whom it answers."""

import re
from datetime import datetime, time, timedelta

import pytest
from django.utils import timezone

from directory.models import Hotline
from notices.models import Fact, Notice
from portal.testing import make_authority, make_kind, make_notice, make_place

pytestmark = pytest.mark.django_db
NOW = timezone.make_aware(datetime(2026, 11, 22, 9))


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def page(client):
    """Return a function that fetches what stands in the midst of a notice's page, as text."""

    def page(notice, edition=""):
        response = client.get(f"{edition}/notices/{notice.pk}/")
        assert response.status_code == 200
        return response.content.decode().partition("<main")[2]

    return page


def on(days):
    return NOW.date() + timedelta(days=days)


def tonight(**fields):
    hours = {"effective_from_time": time(22), "effective_until": on(1), "effective_until_time": time(6)}
    return make_notice(**{"effective_from": on(0), **hours, **fields})


def part(text, name):
    """The text of the part of the page whose class is `name`, without markup."""
    found = re.search(rf'class="{name}".*?</(?:section|aside|table)>', text, re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", found[0])) if found else ""


def test_what_it_means_for_the_reader_stands_before_everything_else(page):
    text = page(tonight())
    places = [text.index(mark) for mark in ("<h1", 'class="notice-box"', "因管网维修", 'class="notice-data"')]
    assert places == sorted(places)


def test_the_box_says_who_when_where_and_what_to_do_step_by_step(page):
    place = make_place("桃花新村")
    text = page(tonight(places=[place], what_to_do="1. 提前储水。\n2. 关好水龙头。"))
    box = part(text, "notice-box")
    for said in ("桃花新村全体住户", "11月22日（周日）22:00至次日6:00", "何处 桃花新村"):
        assert said in box
    assert "<ol><li>提前储水。</li><li>关好水龙头。</li></ol>" in text


def test_what_the_clerk_wrote_of_when_and_where_takes_the_place_of_dates_and_places(page):
    box = part(page(tonight(when="今晚十点以后", where="1至8幢", places=[make_place("桃花新村")])), "notice-box")
    assert "今晚十点以后" in box
    assert "1至8幢" in box
    assert "22:00" not in box
    assert "桃花新村 " not in box


def test_a_notice_without_places_concerns_the_whole_city(page):
    text = page(make_notice())
    assert "何处 全市" in part(text, "notice-box")
    assert "地点 全市" in part(text, "notice-data")


def test_the_hotline_can_be_dialled_and_its_hours_stand_beside_it(page):
    hotline = Hotline.objects.get(authority=make_authority(number="555-0130"))
    text = page(make_notice(hotline=hotline, hotline_note="停水期间有人接听"))
    assert '<a href="tel:5550130">555-0130</a> <small>24小时</small>' in text
    assert "停水期间有人接听" in part(text, "notice-box")


def test_the_key_facts_are_a_table_whose_rows_have_heads(page):
    notice = make_notice()
    assert "notice-facts" not in page(notice)
    Fact.objects.create(notice=notice, label="财政补助", value="每人700元", order=2)
    Fact.objects.create(notice=notice, label="个人缴费", value="每人400元", order=1)
    rows = re.findall(r'<tr><th scope="row">(.*?)</th><td>(.*?)</td></tr>', page(notice))
    assert rows == [("个人缴费", "每人400元"), ("财政补助", "每人700元")]


def test_the_particulars_are_those_that_government_sites_carry(page):
    street = make_place("梧桐街道", parent=make_place("禾东区"))
    notice = tonight(document_number="青水〔2026〕15号", places=[street], kind=make_kind("停水"), issued_on=on(-2))
    particulars = part(page(notice), "notice-data")
    for said in (
        f"索引号 {notice.index_number}",
        "文号 青水〔2026〕15号",
        "发布机构 青禾市自来水公司",
        "种类 停水",
        "成文日期 2026年11月20日",
        "发布日期 2026年11月22日 08:00",
        "生效日期 2026年11月22日22:00",
        "失效日期 2026年11月23日6:00",
        "有效性 即将生效",
        "地点 禾东区 › 梧桐街道",
        f"/notices/index/{notice.index_number}/",
    ):
        assert re.sub(r"\s+", "", said) in re.sub(r"\s+", "", particulars), said


@pytest.mark.parametrize("edition", ["", "/elder"])
def test_the_status_is_exact_to_the_second(page, time_machine, edition):
    notice = tonight()

    def status_at(moment):
        time_machine.move_to(moment, tick=False)
        return re.findall(r'class="ribbon (\w+)">(\w+)<', page(notice, edition))[0]

    second, begins, over = timedelta(seconds=1), NOW.replace(hour=22), NOW.replace(hour=6) + timedelta(days=1)
    assert [status_at(begins - second), status_at(begins)] == [("upcoming", "即将生效"), ("in_force", "生效中")]
    assert [status_at(over - second), status_at(over)] == [("in_force", "生效中"), ("ended", "已失效")]


def test_corrections_stand_above_the_box_and_the_head_points_to_them(page):
    notice = make_notice()
    assert "本通告有更正" not in page(notice)
    notice.correct(notice.author, "“22时”应为“23时”。")
    text = page(notice)
    assert text.index("本通告有更正") < text.index("“22时”应为“23时”") < text.index('class="notice-box"')


def test_related_notices_are_of_its_kind_or_place_and_what_holds_stands_first(page):
    place, water, power = make_place(), make_kind("停水"), make_kind("停电")
    notice = make_notice("这一份", kind=water, places=[place])
    make_notice("同类已过", kind=water, effective_from=on(-5), effective_until=on(-3))
    make_notice("同类将来", kind=water, effective_from=on(5))
    make_notice("同地", kind=power, places=[place])
    make_notice("无关", kind=power)
    make_notice("未公开", kind=water, publish_at=NOW + timedelta(hours=1))
    rail = page(notice).partition('<aside class="rail"')[2]
    assert re.findall(r'<a href="/notices/\d+/">(.*?)</a>', rail) == ["同地", "同类将来", "同类已过"]


def test_only_public_notices_answer_and_a_withdrawn_one_says_why(client):
    draft = make_notice(state=Notice.State.DRAFT, publish_at=None)
    scheduled = make_notice(publish_at=NOW + timedelta(seconds=1))
    withdrawn = make_notice(state=Notice.State.WITHDRAWN, withdrawn_at=NOW, withdrawn_reason="日期有误")
    found = [client.get(one.get_absolute_url()) for one in (draft, scheduled, withdrawn)]
    assert [response.status_code for response in found] == [404, 404, 410]
    assert "日期有误" in found[2].content.decode()


@pytest.mark.parametrize("edition", ["", "/elder"])
def test_the_index_number_leads_to_the_notice_for_good(client, edition):
    notice = make_notice()
    withdrawn = make_notice(state=Notice.State.WITHDRAWN, withdrawn_at=NOW, withdrawn_reason="日期有误")
    for one in (notice, withdrawn):
        response = client.get(f"{edition}/notices/index/{one.index_number}/")
        assert (response.status_code, response["Location"]) == (301, f"{edition}/notices/{one.pk}/")
    scheduled = make_notice(publish_at=NOW + timedelta(hours=1))
    for unknown in (scheduled.index_number, "0000-2026-00001", "nowhere"):
        assert client.get(f"{edition}/notices/index/{unknown}/").status_code == 404


@pytest.mark.parametrize("edition", ["", "/elder"])
def test_a_full_page_asks_at_most_eight_queries(client, django_assert_max_num_queries, edition):
    street = make_place("梧桐街道", parent=make_place("禾东区"))
    places = [make_place(f"{number}社区", parent=street) for number in range(9)]
    first = make_notice(places=places, hotline=Hotline.objects.create(authority=make_authority(), number="5550131"))
    second = make_notice(follows=first, relation=Notice.Relation.EXTENDS, places=places)
    for number in range(9):
        Fact.objects.create(notice=second, label=str(number), value="一")
        make_notice(places=places)
    second.correct(second.author, "改正。")
    with django_assert_max_num_queries(8):
        client.get(f"{edition}/notices/{second.pk}/")
