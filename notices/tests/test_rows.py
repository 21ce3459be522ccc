"""Rows of a list, chosen by their keys."""

import pytest

from notices.models import Notice
from portal.testing import make_notice

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("first", "after"), [(0, 2), (1, 3), (2, 9), (5, 9)])
def test_they_are_those_that_stand_there_in_their_order(first, after):
    for level in (1, 3, 2, 1):
        make_notice(f"{level}", level=level)
    notices = Notice.objects.in_force().listed().most_pressing_first()
    assert list(notices.rows(first, after)) == list(notices[first:after])


def test_they_are_read_in_one_query(django_assert_num_queries):
    make_notice()
    with django_assert_num_queries(1):
        [notice] = Notice.objects.in_force().listed().most_pressing_first().rows(0, 5)
        assert notice.kind.name == "停水"
