"""The tree of places: what lies in what, and what may not."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError
from django.test.utils import CaptureQueriesContext

from directory.models import Place
from portal.testing import make_authority, make_photo, make_place

pytestmark = pytest.mark.django_db
Kind = Place.Kind


@pytest.fixture
def city():
    """Two districts; the first with two streets, a community and a neighbourhood."""
    hedong = make_place("禾东区")
    wutong = make_place("梧桐街道", parent=hedong)
    shiqiao = make_place("石桥街道", parent=hedong)
    wutong_li = make_place("梧桐里社区", parent=wutong)
    taohua = make_place("桃花新村", parent=wutong_li)
    hexi = make_place("禾西区")
    return {place.name: Place.objects.get(pk=place.pk) for place in (hedong, wutong, shiqiao, wutong_li, taohua, hexi)}


def names(places):
    return [place.name for place in places]


def tree_is_sound():
    """Whether every path is that of the parent with the place's own key at the end."""
    places = {place.pk: place for place in Place.objects.all()}
    return all(
        place.path == f"{places[place.parent_id].path if place.parent_id else '/'}{place.pk}/"
        for place in places.values()
    )


def test_within_finds_the_place_and_all_below_in_one_query(city, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = set(names(Place.objects.within(city["禾东区"])))
    assert found == {"禾东区", "梧桐街道", "石桥街道", "梧桐里社区", "桃花新村"}
    assert names(Place.objects.within(city["桃花新村"])) == ["桃花新村"]


def test_within_does_not_take_key_11_for_a_child_of_key_1():
    districts = [make_place(f"第{number}区") for number in range(12)]
    for district in districts:
        assert list(Place.objects.within(district)) == [district]


def test_the_trail_names_all_that_a_place_lies_in(city, django_assert_num_queries):
    with django_assert_num_queries(1):
        trails = {place.name: place.trail for place in Place.objects.with_parents()}
    assert trails["桃花新村"] == "禾东区 › 梧桐街道 › 梧桐里社区 › 桃花新村"
    assert trails["禾西区"] == "禾西区"


def test_moving_a_place_carries_all_below_along(city):
    wutong = city["梧桐街道"]
    wutong.parent = city["禾西区"]
    wutong.save()
    assert set(names(Place.objects.within(city["禾西区"]))) == {"禾西区", "梧桐街道", "梧桐里社区", "桃花新村"}
    assert set(names(Place.objects.within(city["禾东区"]))) == {"禾东区", "石桥街道"}
    assert tree_is_sound()


def test_moving_costs_the_same_however_much_lies_below(city, django_assert_max_num_queries):
    city["梧桐街道"].parent = city["禾西区"]
    with CaptureQueriesContext(connection) as with_little:
        city["梧桐街道"].save()
    for number in range(30):
        make_place(f"第{number}小区", parent=city["梧桐里社区"])
    city["梧桐街道"].parent = city["禾东区"]
    with django_assert_max_num_queries(18), CaptureQueriesContext(connection) as with_much:  # eight are the tree's
        city["梧桐街道"].save()
    assert len(with_much) == len(with_little)
    assert tree_is_sound()


def test_a_place_cannot_lie_in_itself_or_below_itself(city):
    for parent in ("梧桐街道", "桃花新村"):
        city["梧桐街道"].parent = city[parent]
        for attempt in (city["梧桐街道"].full_clean, city["梧桐街道"].save):
            with pytest.raises(ValidationError) as caught:
                attempt()
            assert "parent" in caught.value.message_dict
    assert tree_is_sound()


def test_a_place_lies_in_one_of_a_wider_kind(city):
    for parent, kind in [("梧桐街道", Kind.STREET), ("桃花新村", Kind.STREET), ("禾东区", Kind.DISTRICT)]:
        with pytest.raises(ValidationError):
            make_place("新地方", kind=kind, parent=city[parent])
    make_place("直属小区", kind=Kind.NEIGHBOURHOOD, parent=city["禾东区"])


def test_a_place_keeps_a_kind_wider_than_those_below(city):
    city["梧桐街道"].kind = Kind.COMMUNITY
    with pytest.raises(ValidationError) as caught:
        city["梧桐街道"].full_clean()
    assert list(caught.value.message_dict) == ["kind"]


def test_only_a_district_lies_nowhere(city):
    for place in (Place(name="野街道", kind=Kind.STREET), Place(name="野小区", kind=Kind.NEIGHBOURHOOD)):
        with pytest.raises(ValidationError):
            place.full_clean()
        with pytest.raises(IntegrityError), transaction.atomic():
            place.save()


def test_a_name_is_unique_among_neighbours_and_free_elsewhere(city):
    make_place("桃花新村", kind=Kind.NEIGHBOURHOOD, parent=city["禾西区"])
    for name, parent in [("梧桐街道", city["禾东区"]), ("禾东区", None)]:
        place = Place(name=name, kind=Kind.STREET if parent else Kind.DISTRICT, parent=parent)
        with pytest.raises(ValidationError, match="同名"):
            place.full_clean()
        with pytest.raises(IntegrityError), transaction.atomic():
            place.save()


def test_a_parent_that_was_deleted_meanwhile_is_named_as_the_fault(city):
    gone = city["石桥街道"]
    place = Place(name="石桥东社区", kind=Kind.COMMUNITY, parent_id=gone.pk)
    Place.objects.get(pk=gone.pk).delete()
    with pytest.raises(ValidationError) as caught:
        place.save()
    assert list(caught.value.message_dict) == ["parent"]


def test_a_place_in_use_is_not_deleted(city):
    make_photo(place=city["桃花新村"])
    make_authority(place=city["禾西区"])
    for name in ("桃花新村", "禾西区", "梧桐街道"):
        with pytest.raises(ProtectedError):
            city[name].delete()
