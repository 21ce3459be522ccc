"""What may have been meant where nothing holds what was typed."""

import pytest

from portal.testing import make_article
from search.core.finding import Found, find
from search.core.query import parse
from search.tests.asking import titles

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def article():
    return make_article("老旧小区里的新事", summary="装了电梯。", body="<p>青禾河边。</p>")


@pytest.mark.parametrize("typed", ["老旧小区电梯", "老旧小区电梯 青禾", "青禾 小区电梯", "老旧小区电梯青禾河"])
def test_what_stands_nowhere_as_one_is_found_by_its_parts(typed):
    assert titles(typed) == ["老旧小区里的新事"]
    assert find(parse(typed)).way == Found.BY_PARTS


@pytest.mark.parametrize("typed", ["老旧小区飞船", "“老旧小区电梯”", "老旧小区电梯 -青禾", "飞船"])
def test_a_part_that_stands_nowhere_a_quotation_and_what_is_excluded_are_taken_at_their_word(typed):
    assert titles(typed) == []


def test_a_word_is_taken_apart_no_further_than_it_must():
    found = find(parse("老旧小区电梯"))
    assert found.query.typed == ["老旧小区", "电梯"]


def test_what_is_very_long_is_not_taken_apart():
    assert titles("老旧小区电梯" * 5) == []
