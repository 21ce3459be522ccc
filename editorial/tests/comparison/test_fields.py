"""Fields and links of an article in two versions, as an editor reads them."""

from copy import deepcopy
from datetime import UTC, datetime

import pytest

from articles.models import Article
from editorial.comparison import compare, summary
from editorial.snapshots import snapshot_of
from portal.testing import make_authority, make_column, make_draft, make_photo, make_place

from .marked import lines, only_change

pytestmark = pytest.mark.django_db


@pytest.fixture(name="old")
def old_fixture(reporter):
    return snapshot_of(make_draft(reporter, title="老楼装上了电梯"))


def with_fields(snapshot, **fields):
    return {**deepcopy(snapshot), "fields": {**snapshot["fields"], **fields}}


def test_two_versions_that_say_the_same_have_no_changes(old, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert compare(Article, old, deepcopy(old)) == []
    assert summary(Article, old, deepcopy(old)) == ""


def test_only_what_differs_is_listed_under_its_label_in_the_order_of_the_form(old):
    place = make_place()
    new = with_fields(old, body="<p>本报讯　电梯今日启用。</p>", title="老楼终于装上了电梯")
    new["links"]["places"] = [place.pk]
    new["rows"]["steps"] = [{"id": None, "title": "先关总阀", "text": "拧紧。", "order": 0}]
    changes = compare(Article, old, new)
    assert [change.name for change in changes] == ["title", "body", "places", "steps"]
    assert [change.label for change in changes] == ["标题", "正文", "地点", "步骤"]
    assert lines(changes[0]) == ["老楼{+终于+}装上了电梯"]
    assert summary(Article, old, new) == "标题、正文、地点、步骤"


def test_a_text_that_was_empty_or_is_now_says_so(old):
    new = with_fields(old, kicker="关注加装电梯")
    assert lines(only_change(Article, old, new)) == ["[-（空）-]{+关注加装电梯+}"]
    assert lines(only_change(Article, new, old)) == ["[-关注加装电梯-]{+（空）+}"]


def test_nothing_and_an_empty_text_are_the_same(old):
    assert compare(Article, old, with_fields(old, kicker=None)) == []


def test_a_field_that_an_old_version_does_not_know_held_what_it_was_made_with(old):
    older = deepcopy(old)
    del older["fields"]["kicker"]
    assert compare(Article, older, old) == []


def test_times_are_the_citys(old):
    new = with_fields(old, publish_at=datetime(2026, 11, 21, 22, 30, tzinfo=UTC).isoformat())
    assert lines(only_change(Article, old, new)) == ["[-（空）-]{+2026年11月22日 06:30+}"]


def test_two_moments_of_one_minute_are_told_apart(old):
    first, second = (with_fields(old, publish_at=f"2026-11-21T22:30:{second}Z") for second in ("05", "40"))
    (line,) = lines(only_change(Article, first, second))
    assert "22:30:05" in line
    assert "22:30:40" in line


def test_numbers_stand_whole(old):
    first, second = with_fields(old, season_from=11, season_to=2), with_fields(old, season_from=12, season_to=2)
    assert lines(only_change(Article, first, second)) == ["[-11-]{+12+}"]


def test_what_a_field_points_to_is_named_with_one_query_a_model(old, django_assert_num_queries):
    column, photo = make_column("百姓话题"), make_photo(title="清晨的菜市场")
    hotline = make_authority().hotlines.get()
    new = with_fields(old, column=column.pk, lead_photo=photo.pk, hotline=hotline.pk)
    with django_assert_num_queries(3):
        changes = compare(Article, old, new)
    assert [lines(change) for change in changes] == [
        ["[-要闻-]{+百姓话题+}"],
        ["[-（空）-]{+清晨的菜市场+}"],
        ["[-（空）-]{+青禾市自来水公司 5550130+}"],
    ]


def test_what_is_gone_by_now_is_said_to_be(old):
    assert lines(only_change(Article, old, with_fields(old, lead_photo=987654))) == ["[-（空）-]{+（已删除）+}"]


def test_a_place_that_was_removed_is_struck_out_beside_those_that_stay(old, django_assert_num_queries):
    district = make_place("禾东区")
    places = [district, make_place("梧桐街道", parent=district), make_place("望河街道", parent=district)]
    old["links"]["places"] = [place.pk for place in places[:2]]
    new = deepcopy(old)
    new["links"]["places"] = [places[0].pk, places[2].pk]
    with django_assert_num_queries(1):
        change = only_change(Article, old, new)
    assert lines(change) == ["禾东区、[-梧桐街道-]、{+望河街道+}"]


def test_the_order_of_links_is_no_difference(old):
    old["links"]["places"] = [1, 2]
    assert compare(Article, old, {**old, "links": {"places": [2, 1]}}) == []
