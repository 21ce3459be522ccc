"""The filters of 便民问答: each alone, together, and what nonsense in the address does."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from portal.testing import make_answer, make_authority, make_desk, make_place

pytestmark = pytest.mark.django_db
UNKNOWN = "没有按它筛选"
NONSENSE = "nowhere %00 2026-13 2026-1 99999-01 ２０２６-１１ <script> %ed%a0%80 1/2 -1".split() + ["x" * 5000]


def on(month, day):
    return timezone.make_aware(datetime(2026, month, day, 9))


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to(on(11, 22))


@pytest.fixture
def answers():
    """Publish four answers that differ in desk, authority, place and month, one thing at a time."""
    district = make_place("禾东区", slug="hedong")
    estate = make_place("桃花新村", parent=make_place("梧桐街道", parent=district, slug="wutong"), slug="taohua")
    water, bus = make_authority(slug="water"), make_authority("公交公司", slug="bus")
    desk, other = make_desk(slug="hotline"), make_desk("随手拍", slug="snap")
    base = {"desk": desk, "authority": water, "places": [estate], "publish_at": on(11, 3)}
    make_answer("甲？", **base)
    make_answer("乙？", **{**base, "desk": other, "places": [district]})
    make_answer("丙？", **{**base, "authority": bus, "places": [make_place("禾西区", slug="hexi")]})
    make_answer("丁？", **{**base, "publish_at": on(10, 31)})


@pytest.fixture
def listed(client, answers):
    """Return a function that says which answers the list with this query shows, and its text."""

    def listed(query):
        response = client.get(f"/questions/?{query}")
        assert response.status_code == 200
        text = response.content.decode()
        return "".join(sorted(name for name in "甲乙丙丁" if f"{name}？</a>" in text)), text

    return listed


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", "丁丙乙甲"),
        ("desk=&authority=&place=&month=", "丁丙乙甲"),
        ("desk=snap", "乙"),
        ("authority=bus", "丙"),
        ("place=hedong", "丁乙甲"),
        ("place=wutong", "丁甲"),
        ("place=taohua", "丁甲"),
        ("place=hexi", "丙"),
        ("month=2026-10", "丁"),
        ("month=2026-11", "丙乙甲"),
        ("month=2026-09", ""),
        ("desk=hotline&authority=water&place=hedong&month=2026-11", "甲"),
        ("desk=snap&authority=bus", ""),
    ],
)
def test_each_filter_and_all_of_them_together(listed, query, found):
    shown, text = listed(query)
    assert set(shown) == set(found)
    assert UNKNOWN not in text
    assert ("没有符合这些条件的问答" in text) == (not found)


@pytest.mark.parametrize("name", ["desk", "authority", "place", "month"])
def test_nonsense_is_left_out_and_said_and_not_repeated(listed, name):
    for nonsense in NONSENSE:
        shown, text = listed(f"{name}={nonsense}")
        assert set(shown) == set("甲乙丙丁"), nonsense
        assert UNKNOWN in text, nonsense
        assert "nowhere" not in text
        assert "<script>" not in text


def test_the_rest_still_counts_beside_nonsense(listed):
    assert listed("desk=snap&month=soon")[0] == "乙"


def test_the_form_keeps_what_was_chosen_even_the_narrow_and_the_empty(listed):
    _shown, text = listed("desk=hotline&authority=water&place=taohua&month=2026-09")
    for chosen in ("hotline", "water", "taohua", "2026-09"):
        assert f'<option value="{chosen}" selected>' in text


def test_only_authorities_that_have_answered_can_be_chosen(listed):
    make_authority("燃气公司", slug="gas")
    make_answer("戊？", authority=make_authority("热力公司", slug="heat"), publish_at=on(11, 30))
    _shown, text = listed("")
    assert 'value="water"' in text
    assert 'value="gas"' not in text
    assert 'value="heat"' not in text


def test_other_pages_and_the_other_edition_keep_the_filters(client, answers):
    desk = make_desk("读者来信", slug="letters")
    for number in range(21):
        make_answer(f"第{number}个？", desk=desk, publish_at=on(11, 1) + timedelta(minutes=number))
    text = client.get("/questions/?desk=letters&month=2026-11&page=2&more=x").content.decode()
    assert 'href="?desk=letters&amp;month=2026-11&amp;page=1"' in text
    assert 'href="/elder/questions/?desk=letters&amp;month=2026-11&amp;page=2"' in text
    assert '/questions/?desk=letters&amp;month=2026-11&amp;page=2">' in text
    assert client.get("/questions/?desk=letters&page=3").status_code == 404


@pytest.mark.parametrize("query", ["", "desk=hotline&authority=water&place=taohua&month=2026-11", "place=x&month=y"])
def test_any_filter_costs_at_most_eight_queries(client, answers, django_assert_max_num_queries, query):
    for number in range(30):
        make_answer(f"又{number}？", askers=3)
    with django_assert_max_num_queries(8):
        client.get(f"/questions/?{query}")
