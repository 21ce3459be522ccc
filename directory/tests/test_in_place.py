"""What is about a place or anything in it, whether little or much is."""

import pytest

from articles.models import Article
from directory import querysets
from portal.testing import make_answer, make_article, make_place
from questions.models import Answer

pytestmark = pytest.mark.django_db


@pytest.fixture
def east():
    east = make_place("禾东区")
    street = make_place("梧桐街道", parent=east)
    for name, place in [("区", east), ("街", street), ("别处", make_place("禾西区"))]:
        make_article(name, places=[place])
        make_answer(name, places=[place])
    make_article("无地点")
    return east


@pytest.mark.parametrize("kind", [Article, Answer])
@pytest.mark.parametrize("most", [1, 2, 3, 2000])
def test_it_is_the_same_however_many_there_are(east, monkeypatch, kind, most):
    monkeypatch.setattr(querysets, "MANY", most)
    assert {item.title for item in kind.objects.in_place(east)} == {"区", "街"}


@pytest.mark.parametrize("most", [1, 2, 2000])
def test_the_keys_of_several_kinds_are_found_in_one_query(east, monkeypatch, django_assert_num_queries, most):
    monkeypatch.setattr(querysets, "MANY", most)
    with django_assert_num_queries(1):
        of_answers, of_articles = querysets.keys_in(east, Answer, Article)
    assert len(of_answers) == len(of_articles) == min(most, 2)
    with django_assert_num_queries(2):
        assert {item.title for item in Answer.objects.in_place(east, of_answers)} == {"区", "街"}
        assert {item.title for item in Article.objects.in_place(east, of_articles)} == {"区", "街"}


def test_nothing_is_about_a_place_of_which_nothing_is_known(east):
    assert querysets.keys_in(make_place("禾南区"), Answer, Article) == [[], []]
