"""The list of places on the form: of the desk's own, of the whole city by district, and never too long."""

import re

import pytest

from portal.testing import make_desk, make_place
from questions.forms import places
from questions.models import Case, Desk
from questions.tests.asking import go_on, send, was_received

pytestmark = pytest.mark.django_db


def options(answer):
    """Return [(group or None, label)] of the place field."""
    field = re.search(r'<select name="place".*?</select>', answer.content.decode(), re.DOTALL)[0]
    found, group = [], None
    for tag, label in re.findall(r'(<optgroup label="[^"]*"|</optgroup|<option[^>]*)>([^<]*)', field):
        if tag.startswith("<optgroup"):
            group = tag.split('"')[1]
        elif tag.startswith("</"):
            group = None
        else:
            found.append((group, label.strip()))
    return found


@pytest.fixture
def city(db):
    east, west = make_place("禾东区"), make_place("禾西区")
    street = make_place("梧桐街道", parent=east)
    return {"east": east, "west": west, "street": street, "village": make_place("桃花新村", parent=street)}


def test_a_desk_of_the_city_offers_its_places_by_district(client, city):
    assert options(go_on(client, make_desk(), "路灯不亮")) == [
        (None, "（不选）"),
        ("禾东区", "禾东区"),
        ("禾东区", "梧桐街道"),
        ("禾东区", "梧桐街道 › 桃花新村"),
        ("禾西区", "禾西区"),
    ]


def test_a_desk_of_a_place_offers_what_lies_in_it(client, city):
    desk = make_desk(place=city["street"])
    assert options(go_on(client, desk, "路灯不亮")) == [(None, "（不选）"), (None, "梧桐街道"), (None, "桃花新村")]
    assert send(client, desk, place=city["west"].pk).status_code == 422
    assert was_received(send(client, desk, place=city["village"].pk))


def test_where_there_is_but_one_place_nobody_is_asked(client, city):
    desk = make_desk(place=city["village"], asks_place=Desk.Asks.MUST)
    assert 'name="place"' not in go_on(client, desk, "路灯不亮").content.decode()
    assert was_received(send(client, desk))
    assert Case.objects.get().place == city["village"]


def test_a_desk_that_asks_for_no_place_gets_none(client, city):
    assert was_received(send(client, make_desk(place=city["village"], asks_place=Desk.Asks.NOT)))
    assert Case.objects.get().place is None


def test_a_list_that_would_be_too_long_leaves_the_narrowest_places_out(client, city, monkeypatch):
    monkeypatch.setattr(places, "MOST", 3)
    assert [label for _group, label in options(go_on(client, make_desk(), "路灯不亮"))] == [
        "（不选）",
        "禾东区",
        "梧桐街道",
        "禾西区",
    ]


def test_a_name_on_the_list_is_short_enough_for_a_telephone(client, city):
    community = make_place("桃花社区", parent=city["street"])
    make_place("桃花新村三期", parent=community)
    labels = [label for _group, label in options(go_on(client, make_desk(), "路灯不亮"))]
    assert "桃花社区 › 桃花新村三期" in labels
    assert not [label for label in labels if label.count("›") > 1]
