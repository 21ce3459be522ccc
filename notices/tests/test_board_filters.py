"""The filters of the board: each alone, together, their counts, and what nonsense in the address does."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from notices import current
from notices.models import Notice
from portal.testing import make_authority, make_kind, make_notice, make_place

pytestmark = pytest.mark.django_db
NOW = timezone.make_aware(datetime(2026, 11, 22, 9))
UNKNOWN = "没有按它筛选"
NONSENSE = "nowhere %00 2026-13 2026-1 99999-01 ２０２６-１１ <script> %ed%a0%80 1/2 -1 IN_FORCE".split() + ["x" * 5000]
Relation = Notice.Relation


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(NOW, tick=False)


def on(days):
    return NOW.date() + timedelta(days=days)


@pytest.fixture
def notices():
    """Publish five notices that differ in kind, authority, place and period, one thing at a time."""
    district = make_place("禾东区", slug="hedong")
    estate = make_place("桃花新村", parent=make_place("梧桐街道", parent=district, slug="wutong"), slug="taohua")
    water, bus = make_authority(slug="water"), make_authority("公交公司", slug="bus")
    base = {
        "kind": make_kind("停水", slug="water-cut"),
        "authority": water,
        "places": [estate],
        "effective_from": on(-2),
    }
    make_notice("甲", **base)
    make_notice("乙", **{**base, "kind": make_kind("停电", slug="power-cut"), "places": [district]})
    make_notice("丙", **{**base, "authority": bus, "places": [make_place("禾西区", slug="hexi")]})
    make_notice("丁", **{**base, "effective_from": on(9), "places": []})
    make_notice("戊", **{**base, "effective_from": on(-40), "effective_until": on(-30)})


@pytest.fixture
def listed(client, notices):
    """Return a function that says which notices the board with this query shows, and its text."""

    def listed(query=""):
        response = client.get(f"/notices/?{query}")
        assert response.status_code == 200
        text = response.content.decode()
        return "".join(name for name in "甲乙丙丁戊" if f"{name}</a></h3>" in text), text

    return listed


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", "甲乙丙丁戊"),
        ("kind=&status=&authority=&place=&month=", "甲乙丙丁戊"),
        ("kind=power-cut", "乙"),
        ("status=in_force", "甲乙丙"),
        ("status=upcoming", "丁"),
        ("status=over", "戊"),
        ("authority=bus", "丙"),
        ("place=hedong", "甲乙丁戊"),
        ("place=taohua", "甲乙丁戊"),
        ("place=hexi", "丙丁"),
        ("month=2026-10", "戊"),
        ("month=2026-11", "甲乙丙"),
        ("month=2026-12", "丁"),
        ("month=2025-12", ""),
        ("kind=water-cut&status=in_force&authority=water&place=wutong&month=2026-11", "甲"),
        ("kind=power-cut&authority=bus", ""),
        ("status=over&authority=bus", ""),
    ],
)
def test_each_filter_and_all_of_them_together(listed, query, found):
    shown, text = listed(query)
    assert shown == found
    assert UNKNOWN not in text
    assert ("没有符合这些条件的通告" in text) == (not found)


@pytest.mark.parametrize("name", ["kind", "status", "authority", "place", "month"])
def test_nonsense_is_left_out_and_said_and_not_repeated(listed, name):
    for nonsense in NONSENSE:
        shown, text = listed(f"{name}={nonsense}")
        assert shown == "甲乙丙丁戊", nonsense
        assert UNKNOWN in text, nonsense
        assert "nowhere" not in text
        assert "<script>" not in text


def test_the_rest_still_counts_beside_nonsense(listed):
    assert listed("kind=power-cut&month=soon")[0] == "乙"


def test_the_form_keeps_what_was_chosen_even_the_narrow_and_the_empty(listed):
    _shown, text = listed("kind=power-cut&status=over&authority=water&place=taohua&month=2019-09")
    for chosen in ("power-cut", "water", "taohua", "2019-09"):
        assert f'<option value="{chosen}" selected>' in text
    assert '<input type="hidden" name="status" value="over">' in text


def test_only_authorities_that_have_issued_something_can_be_chosen(listed):
    make_authority("燃气公司", slug="gas")
    make_notice("己", authority=make_authority("热力公司", slug="heat"), publish_at=NOW + timedelta(days=1))
    _shown, text = listed()
    assert 'value="water"' in text
    assert 'value="gas"' not in text
    assert 'value="heat"' not in text


def test_every_month_from_the_first_begin_to_the_last_can_be_chosen(listed):
    offered = [
        month for month in ("2026-09", "2026-10", "2026-11", "2026-12", "2027-01") if f'value="{month}"' in listed()[1]
    ]
    assert offered == ["2026-10", "2026-11", "2026-12"]


def test_what_is_chosen_stands_as_chips_that_lead_to_the_board_without_it(listed):
    _shown, text = listed("kind=power-cut&place=hedong")
    chips = text.partition('class="notice-chips"')[2].partition("</div>")[0]
    assert '<a class="button" href="?place=hedong" aria-label="去掉 种类：停电">种类：停电 ' in chips
    assert '<a class="button" href="?kind=power-cut" aria-label="去掉 地点：禾东区">' in chips
    assert 'class="notice-chips"' not in listed()[1]


def test_the_statuses_keep_the_other_filters_and_count_within_them(listed):
    tabs = listed("authority=water&status=over")[1].partition('class="notice-tabs"')[2].partition("</nav>")[0]
    assert '<a href="?authority=water">全部</a>' in tabs
    assert '<a href="?authority=water&amp;status=in_force">生效中 <span>2</span></a>' in tabs
    assert '<a href="?authority=water&amp;status=upcoming">即将生效 <span>1</span></a>' in tabs
    assert '<a href="?authority=water&amp;status=over" aria-current="page">已失效</a>' in tabs


def test_a_choice_says_how_much_of_it_is_current_beside_the_other_choices(listed):
    _shown, text = listed("kind=power-cut&place=hedong")
    assert ">停水（2）<" in text  # 甲 and 丁: 丙 lies elsewhere, and 戊 is over
    assert ">停电（1）<" in text
    assert ">青禾市自来水公司（1）<" in text  # of the kind that is chosen


def test_the_current_word_of_a_chain_alone_is_counted(client):
    first = make_notice()
    make_notice(follows=first, relation=Relation.EXTENDS)
    assert "生效中 <span>1</span>" in client.get("/notices/").content.decode()


def test_counting_stops_at_a_bound_and_says_so(client, monkeypatch):
    monkeypatch.setattr(current, "MOST_COUNTED", 3)
    for _number in range(3):
        make_notice()
    assert "生效中 <span>3</span>" in client.get("/notices/").content.decode()
    make_notice()
    assert "生效中 <span>3+</span>" in client.get("/notices/").content.decode()


def test_other_pages_and_the_other_edition_keep_the_filters(client):
    kind = make_kind(slug="water-cut")
    for number in range(21):
        make_notice(f"第{number}份", kind=kind, effective_from=on(-number))
    text = client.get("/notices/?kind=water-cut&status=in_force&page=2&more=x").content.decode()
    assert "第20份</a></h3>" in text
    assert 'href="?kind=water-cut&amp;status=in_force&amp;page=1"' in text
    assert 'href="/elder/notices/?kind=water-cut&amp;status=in_force&amp;page=2"' in text
    assert client.get("/notices/?status=in_force&page=3").status_code == 404


@pytest.mark.parametrize(
    "query", ["kind=water-cut&status=in_force&authority=water&place=taohua&month=2026-11", "place=taohua&month=2026-11"]
)
def test_any_filter_costs_at_most_eight_queries(client, notices, django_assert_max_num_queries, query):
    for number in range(30):
        make_notice(f"又{number}", effective_from=on(number - 15), effective_until=on(number - 10))
    with django_assert_max_num_queries(8):
        client.get(f"/notices/?{query}")
