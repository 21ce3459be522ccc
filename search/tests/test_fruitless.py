"""Searches in vain are counted: which of them, how often, and never at the reader's cost."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from portal.testing import make_article
from search.models import FruitlessSearch
from search.pages import fruitless
from search.tests.promoting import promote

pytestmark = pytest.mark.django_db
NOON = "2026-11-22T12:00:00+08:00"


@pytest.fixture
def ask(client):
    """Return a function that asks as another visitor each time, unless told which."""
    visitors = iter(range(1, 250))

    def get(typed, visitor=None, **parameters):
        address = visitor or f"203.0.113.{next(visitors)}"
        return client.get(reverse("search:results"), {"q": typed, **parameters}, REMOTE_ADDR=address)

    return get


def counted():
    return dict(FruitlessSearch.objects.values_list("words", "times"))


def test_each_reader_who_finds_nothing_counts(ask):
    for _reader in range(3):
        assert ask("飞碟停靠站").status_code == 200
    assert counted() == {"飞碟停靠站": 3}


def test_what_is_the_same_to_search_is_counted_as_one(ask):
    for typed in ("飞碟停靠站", "“飞碟停靠站”", "飛碟停靠站！", " 飞碟停靠站　"):
        ask(typed)
    assert counted() == {"飞碟停靠站": 4}


def test_the_first_and_the_last_day_are_kept(ask):
    with time_machine.travel(NOON) as clock:
        first = timezone.localdate()
        ask("飞碟停靠站")
        clock.shift(timedelta(days=3))
        ask("飞碟停靠站")
    row = FruitlessSearch.objects.get()
    assert (row.first_on, row.last_on) == (first, first + timedelta(days=3))


def test_it_is_the_day_of_the_city(ask):
    with time_machine.travel("2026-11-22T17:30:00+00:00"):
        ask("飞碟停靠站")
    assert str(FruitlessSearch.objects.get().last_on) == "2026-11-23"


def test_what_finds_something_is_not_counted(ask):
    make_article("候车亭换新")
    for typed in ("候车亭", "houcheting", "候车亭换新颜"):
        ask(typed)
    assert "候车亭" not in counted()
    assert "houcheting" not in counted()


def test_what_the_newsroom_answers_is_not_counted(ask):
    promote("/hotlines/", "飞碟停靠站")
    ask("飞碟停靠站")
    assert counted() == {}


@pytest.mark.parametrize("parameters", [{"kind": "article"}, {"year": "1999"}, {"place": "1"}, {"page": "2"}])
def test_further_pages_and_what_is_narrowed_are_not_counted(parameters, ask):
    ask("飞碟停靠站", **parameters)
    assert counted() == {}


@pytest.mark.parametrize("typed", ["", " ", "飞", "飞碟 -停靠站", "？！", "\x00", "-飞碟停靠站"])
def test_what_is_no_word_or_excludes_one_is_not_counted(typed, ask):
    assert ask(typed).status_code == 200
    assert counted() == {}


def test_head_reads_nothing_and_is_not_counted(client):
    assert client.head(reverse("search:results"), {"q": "飞碟停靠站"}).status_code == 200
    assert counted() == {}


def test_the_same_reader_counts_once_a_day_for_the_same_words(ask):
    with time_machine.travel(NOON) as clock:
        for _again in range(3):
            ask("飞碟停靠站", visitor="203.0.113.7")
        assert counted() == {"飞碟停靠站": 1}
        clock.shift(timedelta(days=1))
        ask("飞碟停靠站", visitor="203.0.113.7")
    assert counted() == {"飞碟停靠站": 2}


def test_a_flood_from_one_connection_is_counted_to_a_limit_and_served_all_the_same(ask):
    with time_machine.travel(NOON):
        for number in range(40):
            assert ask(f"飞碟{number}", visitor=f"2001:db8::{number:x}").status_code == 200
        assert len(counted()) == fruitless.MOST_A_VISITOR.most == 20
        ask("另一个人的飞碟")
    assert len(counted()) == 21


def test_the_table_does_not_grow_without_end_and_what_is_known_is_counted_on(ask, monkeypatch):
    monkeypatch.setattr(fruitless, "MOST_KEPT", 2)
    for typed in ("飞碟", "幽浮", "外星人", "飞碟"):
        ask(typed)
    assert counted() == {"飞碟": 2, "幽浮": 1}


def test_the_page_says_nothing_and_sets_no_cookie(ask):
    response = ask("飞碟停靠站")
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


def test_counting_is_one_query(rf, django_assert_num_queries):
    for _time in range(2):
        request = rf.get("/", REMOTE_ADDR="203.0.113.7")
        request.visitor = f"203.0.113.{_time}"
        with django_assert_num_queries(1):
            fruitless.note(request, "飞碟停靠站")
    assert counted() == {"飞碟停靠站": 2}


def test_what_the_site_asks_itself_is_not_counted(rf):
    """As a check does that opens the pages to which a text leads: no reader has come."""
    fruitless.note(rf.get("/search/", {"q": "飞碟停靠站"}), "飞碟停靠站")
    assert counted() == {}
