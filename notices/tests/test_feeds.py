"""The feeds of notices, and of all that is new about a place or from an authority: which entries, and what they say."""

from datetime import timedelta

import pytest
from django.utils import timezone
from lxml import etree

from directory.models import Authority, Place
from notices.chains import Relation
from portal.testing import make_answer, make_article, make_authority, make_kind, make_notice, make_place
from portal.tests.feeds import titles as feed_titles, told
from syndication import MOST_ENTRIES

from .alerts import ATOM, make_alert

pytestmark = pytest.mark.django_db
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


@pytest.fixture(autouse=True)
def clock(time_machine, settings):
    """Ten in the morning; return a function that moves the clock on by a timedelta."""
    settings.SITE_URL = "https://qinghe.example"
    time_machine.move_to("2026-11-30T10:00:00+08:00", tick=False)
    return lambda by: time_machine.shift(by)


def entries(client, path="/feeds/notices/"):
    """The entries of the feed as {name of the element: text}; of links the address, of categories the term."""
    found = etree.fromstring(client.get(path).content).findall(f"{ATOM}entry")
    return [
        {
            **{child.tag.removeprefix(ATOM): child.text for child in entry},
            "link": entry.find(f"{ATOM}link").get("href"),
            "category": entry.find(f"{ATOM}category").get("term"),
        }
        for entry in found
    ]


def titles(client, path="/feeds/notices/"):
    return [entry["title"] for entry in entries(client, path)]


@pytest.fixture
def city():
    """A street with a neighbourhood, an authority, and one of everything about the one or from the other."""
    district = make_place("禾东区", slug="hedong")
    street = make_place("梧桐街道", parent=district, slug="wutong")
    estate = make_place("桃花新村", parent=street, slug="taohua")
    water = make_authority(slug="shui")
    now = timezone.now()
    make_notice("区里的通告", authority=water, places=[district], publish_at=now - 5 * HOUR)
    make_notice("别处的通告", authority=water, places=[make_place("禾西区", slug="hexi")], publish_at=now - 4 * HOUR)
    make_notice("全市的通告", authority=make_authority("青禾市电力公司", slug="dian"), publish_at=now - 3 * HOUR)
    make_answer("小区的问答", authority=water, places=[estate], publish_at=now - 2 * HOUR)
    make_article("街道的报道", places=[street], advised_by=water, publish_at=now - HOUR)
    return {"notices": "/feeds/notices/", "kind": f"/feeds/notices/{make_kind().slug}/", "cap": "/notices/cap.atom",
            "place": "/feeds/places/wutong/", "authority": "/feeds/authorities/shui/"}  # fmt: skip


def test_a_notice_is_an_entry_with_its_kind_issuer_period_and_who_is_concerned(client):
    notice = make_notice(effective_from=timezone.localdate() + DAY)
    (entry,) = entries(client)
    assert entry["title"] == "桃花新村夜间计划停水"
    assert entry["summary"] == "停水，青禾市自来水公司发布。时间：12月1日起，至另行通知。桃花新村全体住户"
    assert entry["link"] == f"https://qinghe.example/notices/{notice.pk}/"
    assert entry["id"] == f"tag:qinghe.example,2026-11-30:/notices/{notice.pk}/"
    assert entry["published"] == entry["updated"] == "2026-11-30T01:00:00+00:00"
    assert entry["category"] == "通告"


def test_the_whole_notice_begins_with_what_it_says_in_a_line_and_what_to_do(client):
    make_notice(body='<p>因管网维修，<a href="/hotlines/">电话</a>。</p>')
    [item] = told(client, "/feeds/notices/")["items"]
    whole = item["content_html"]
    order = [item["summary"], "提前储水。", "关好水龙头。", 'href="https://qinghe.example/hotlines/"']
    assert sorted(order, key=whole.index) == order
    assert (item["authors"], item["tags"]) == ([{"name": "青禾市自来水公司"}], ["通告", "停水"])


def test_what_is_withdrawn_is_in_no_feed_and_an_embargo_ends_with_its_second(client, clock, final_reviewer):
    notice = make_notice()
    make_notice("再等一会", publish_at=timezone.now() + timedelta(seconds=20))
    assert client.get("/feeds/notices/rss.xml")["Cache-Control"] == "public, max-age=20"
    clock(timedelta(seconds=20))
    assert feed_titles(client, "/feeds/notices/") == ["再等一会", notice.title]
    notice.decide("withdraw", final_reviewer, "日期有误")
    assert feed_titles(client, "/feeds/notices/") == ["再等一会"]


def test_alerts_are_atom_alone(client):
    make_alert()
    assert client.get("/notices/cap.atom").status_code == 200
    assert [client.get(f"/notices/cap.atom{file}").status_code for file in ("rss.xml", "/rss.xml")] == [404, 404]


def test_that_it_is_over_is_told_from_that_second_on_and_no_status_that_passes_before(client, clock):
    today = timezone.localdate()
    make_notice(effective_until=today, effective_until_time=(timezone.localtime() + timedelta(seconds=20)).time())
    make_notice(effective_from=today + DAY)
    assert [entry["summary"][:3] for entry in entries(client)] == ["停水，", "停水，"]
    assert client.get("/feeds/notices/")["Cache-Control"] == "public, max-age=20"
    clock(timedelta(seconds=20))
    assert [entry["summary"][:7] for entry in entries(client)] == ["停水，青禾市自", "已失效。停水，"]


def test_a_correction_and_what_takes_its_place_update_an_entry_and_leave_its_name(client, clock, final_reviewer):
    notice = make_notice()
    before = entries(client)[0]
    clock(HOUR)
    notice.correct(final_reviewer, "原文“11月”应为“12月”。")
    corrected = entries(client)[0]
    clock(HOUR)
    make_notice("提前恢复供水", follows=notice, relation=Relation.ENDS_EARLY, publish_at=timezone.now())
    follower, ended = entries(client)
    assert before["id"] == corrected["id"] == ended["id"] != follower["id"]
    assert [entry["updated"][11:16] for entry in (before, corrected, ended)] == ["01:00", "03:00", "04:00"]
    assert "已失效" in ended["summary"]


def test_what_takes_its_place_later_does_not_update_it_before(client):
    notice = make_notice()
    make_notice("第二份", follows=notice, relation=Relation.REPLACES, effective_from=timezone.localdate() + DAY)
    assert entries(client)[1]["updated"] == "2026-11-30T01:00:00+00:00"


def test_the_newest_thirty_public_ones_are_in_it_the_newest_first(client):
    now = timezone.now()
    for number in range(MOST_ENTRIES + 2):
        make_notice(f"第{number}份", publish_at=now - number * HOUR)
    make_notice("尚未公开", publish_at=now + HOUR)
    make_notice("草稿", state="draft", publish_at=None)
    assert titles(client) == [f"第{number}份" for number in range(MOST_ENTRIES)]


def test_a_kind_has_a_feed_of_its_own(client):
    make_notice("停水通告")
    make_notice("停电通告", kind=make_kind("停电", slug="tingdian"))
    assert titles(client, "/feeds/notices/tingdian/") == ["停电通告"]
    feed = etree.fromstring(client.get("/feeds/notices/tingdian/").content)
    assert feed.findtext(f"{ATOM}title") == "青禾晚报：公告通知（停电）"
    assert feed.findtext(f"{ATOM}id") == "https://qinghe.example/notices/?kind=tingdian"


def test_a_place_has_what_concerns_it_and_what_is_about_it_or_lies_in_it_all_by_time(client, city):
    assert titles(client, city["place"]) == ["街道的报道", "小区的问答", "全市的通告", "区里的通告"]
    assert titles(client, "/feeds/places/hexi/") == ["全市的通告", "别处的通告"]
    assert [entry["category"] for entry in entries(client, city["place"])] == ["文章", "问答", "通告", "通告"]


def test_an_authority_has_its_notices_its_answers_and_its_advice_all_by_time(client, city):
    assert titles(client, city["authority"]) == ["街道的报道", "小区的问答", "别处的通告", "区里的通告"]
    assert titles(client, "/feeds/authorities/dian/") == ["全市的通告"]


def test_of_all_sorts_together_the_newest_thirty_are_in_it(client, city):
    street, now = make_place("青石街道", slug="qingshi"), timezone.now()
    for number in range(MOST_ENTRIES):
        make = (make_notice, make_answer, make_article)[number % 3]
        make(f"第{number}件", places=[street], publish_at=now - number * timedelta(minutes=1))
    assert titles(client, "/feeds/places/qingshi/") == [f"第{number}件" for number in range(MOST_ENTRIES)]


def test_a_correction_updates_every_sort_of_entry(client, city, clock, final_reviewer):
    street = make_place("青石街道", slug="qingshi")
    items = [make("有误", places=[street]) for make in (make_notice, make_answer, make_article)]
    clock(HOUR)
    for item in items:
        item.correct(final_reviewer, "有误。")
    newest = entries(client, "/feeds/places/qingshi/")[:3]
    assert [(entry["title"], entry["updated"][11:16]) for entry in newest] == [("有误", "03:00")] * 3


@pytest.mark.parametrize("path", ["/feeds/notices/nowhere/", "/feeds/places/nowhere/", "/feeds/authorities/nowhere/"])
def test_what_is_not_there_has_no_feed(client, path):
    assert client.get(path).status_code == 404


def test_every_feed_keeps_the_rules_of_atom(client, city):
    make_alert("“甲&乙”\x0b<丙>", authority=make_authority("气象台", ""), places=[make_place("青石区")])
    feeds = [etree.fromstring(client.get(path).content) for path in city.values()]
    assert len({feed.findtext(f"{ATOM}id") for feed in feeds}) == len(feeds)
    for feed, path in zip(feeds, city.values(), strict=True):
        assert feed.tag == f"{ATOM}feed"
        assert feed.findtext(f"{ATOM}author/{ATOM}name") == "青禾晚报"
        assert feed.find(f'{ATOM}link[@rel="self"]').get("href") == f"https://qinghe.example{path}"
        found = feed.findall(f"{ATOM}entry")
        assert found
        assert len({entry.findtext(f"{ATOM}id") for entry in found}) == len(found)
        for part in (feed, *found):
            assert all(len(part.findall(f"{ATOM}{name}")) == 1 for name in ("id", "title", "updated"))
            assert all(link.get("href").startswith("https://qinghe.example/") for link in part.findall(f"{ATOM}link"))
        newest = max(entry.findtext(f"{ATOM}updated") for entry in found)
        assert feed.findtext(f"{ATOM}updated") == newest


def test_every_feed_is_cheap_kept_by_any_cache_and_the_same_when_asked_again(
    client, city, django_assert_max_num_queries
):
    same = {"authority": Authority.objects.get(slug="shui"), "places": [Place.objects.get(slug="wutong")]}
    for number in range(4):
        make_notice(f"第{number}份", **same)
        make_answer(f"第{number}个问题？", **same)
        make_article(f"第{number}篇", advised_by=same["authority"], places=same["places"])
    for path in city.values():
        with django_assert_max_num_queries(8):
            answer = client.get(path)
        assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
        assert answer["Cache-Control"] == "public, max-age=60"
        assert not answer.cookies
        assert client.get(path, headers={"if-none-match": answer["ETag"]}).status_code == 304
        assert client.post(path).status_code == 405
        assert path == city["cap"] or client.get(f"/elder{path}").status_code == 404
