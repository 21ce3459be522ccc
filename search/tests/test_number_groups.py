"""A hotline is found by its number, however a reader or the directory groups it."""

import pytest

from portal.testing import make_authority
from search.tests.asking import titles

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("number", "typed"),
    [
        ("5550130", ["5550130", "555-0130", "555 0130", "５５５－０１３０", "“555 0130”"]),
        ("555-0130", ["5550130", "555-0130"]),
        ("0000-5550130", ["0000-5550130", "00005550130", "5550130", "555-0130", "0000 555 0130"]),
        ("4005550130", ["400-555-0130", "400 5550 130", "4005550130"]),
    ],
)
def test_a_number_is_found_in_whatever_groups(number, typed):
    make_authority(number=number)
    hotline = titles(number)
    assert hotline
    assert [titles(one) for one in typed] == [hotline] * len(typed)
    assert titles("555-0131") == []
