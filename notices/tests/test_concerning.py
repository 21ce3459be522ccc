"""Which notices concern a place: at it, around it, within it, and those of the whole city."""

from datetime import timedelta

import pytest
from django.utils import timezone

from notices.models import Notice
from portal.testing import make_notice, make_place

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    """A district with two streets, and a neighbourhood in one of them."""
    east = make_place("禾东区")
    wutong, stone = make_place("梧桐街道", parent=east), make_place("石桥街道", parent=east)
    peach = make_place("桃花新村", kind=4, parent=wutong)
    return {place.name: place for place in (east, wutong, stone, peach, make_place("禾西区"))}


@pytest.fixture
def notices(city):
    """One notice for each place, called like it, and one for the whole city."""
    return [make_notice("全市"), *(make_notice(name, places=[place]) for name, place in city.items())]


def titles(found):
    return {notice.title for notice in found}


@pytest.mark.parametrize(
    ("name", "local"),
    [
        ("桃花新村", {"桃花新村", "梧桐街道", "禾东区"}),
        ("梧桐街道", {"桃花新村", "梧桐街道", "禾东区"}),
        ("石桥街道", {"石桥街道", "禾东区"}),
        ("禾东区", {"桃花新村", "梧桐街道", "石桥街道", "禾东区"}),
        ("禾西区", {"禾西区"}),
    ],
)
def test_a_place_is_concerned_by_what_holds_there_around_it_and_within_it(city, notices, name, local):
    assert titles(Notice.objects.local_to(city[name])) == local
    assert titles(Notice.objects.concerning(city[name])) == {*local, "全市"}
    assert titles(Notice.objects.citywide()) == {"全市"}


def test_a_notice_of_several_places_is_found_once(city):
    make_notice("两条街", places=[city["梧桐街道"], city["石桥街道"]])
    assert [notice.title for notice in Notice.objects.concerning(city["禾东区"])] == ["两条街"]


def test_a_place_whose_number_begins_like_anothers_is_another_place(city):
    """Paths are compared with their slashes: /1/ is no beginning of /12/."""
    district = city["禾东区"]
    namesake = type(district).objects.create(pk=int(f"{district.pk}7"), name="别的区", kind=1, slug="bie")
    make_notice("别处", places=[namesake])
    assert not Notice.objects.concerning(district)


def test_each_says_by_which_place_it_concerns_the_place(city, notices):
    spots = {notice.title: notice.spot for notice in Notice.objects.with_spot(city["梧桐街道"])}
    here = {title: spot["name"] for title, spot in spots.items() if spot}
    assert here == {"桃花新村": "桃花新村", "梧桐街道": "梧桐街道", "禾东区": "禾东区"}
    assert spots["全市"] is None
    assert spots["桃花新村"] == {"name": "桃花新村", "path": city["桃花新村"].path}


def test_the_widest_place_is_named_where_several_concern_it(city):
    make_notice("重叠", places=[city["桃花新村"], city["石桥街道"], city["梧桐街道"]])
    assert Notice.objects.with_spot(city["梧桐街道"]).get().spot["name"] == "梧桐街道"


def test_what_is_not_in_force_is_not_found_among_what_is(city):
    today = timezone.localdate()
    later = {"effective_from": today + timedelta(days=3)}
    ended = {
        "effective_from": today - timedelta(days=9),
        "effective_until": today - timedelta(days=3),
        "issued_on": today - timedelta(days=9),
    }
    peach = city["桃花新村"]
    for title, period in [("现在", {}), ("以后", later), ("过去", ended)]:
        make_notice(title, places=[peach], **period)
    assert titles(Notice.objects.in_force().concerning(peach)) == {"现在"}
    assert titles(Notice.objects.upcoming().concerning(peach)) == {"以后"}
    assert titles(Notice.objects.over().concerning(peach)) == {"过去"}
