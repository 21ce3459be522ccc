"""A place twice, or beside its own ancestor: the wider one stays, once."""

import pytest

from notices.narrower_places import fold
from portal.testing import make_place

pytestmark = pytest.mark.django_db


@pytest.fixture
def places():
    district = make_place("禾东区")
    street = make_place("梧桐街道", parent=district)
    return district, street, make_place("桃花社区", parent=street), make_place("鼓楼街道", parent=district)


def test_a_place_twice_is_kept_once(places):
    _district, street, _community, other = places
    assert fold([street, other, street]) == ([street, other], [])


def test_of_a_place_and_its_ancestor_the_wider_stays_and_it_is_said(places):
    district, street, community, other = places
    assert fold([community, other, street]) == ([other, street], [(community, street)])
    assert fold([community, district, other])[0] == [district]


def test_neighbours_stay_both(places):
    _district, street, _community, other = places
    assert fold([street, other]) == ([street, other], [])


def test_a_place_whose_key_begins_like_another_is_not_within_it():
    first = make_place("一区", pk=1)
    tenth = make_place("十一区", pk=11)
    assert fold([tenth, first]) == ([tenth, first], [])
