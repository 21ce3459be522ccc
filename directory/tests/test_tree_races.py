"""Two editors at the tree at the same moment."""

import sqlite3
from contextlib import closing
from threading import Barrier, Thread

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, connections

from directory.models import Place
from portal.testing import make_place

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def shared(transactional_db, monkeypatch, tmp_path):
    """Let threads meet in a database like the site's: for SQLite a file, since memory has no waiting lock.

    Returns a function that moves what the test has made there.
    """

    def share():
        if connection.vendor != "sqlite":
            return
        path = tmp_path / "race.sqlite3"
        with closing(sqlite3.connect(path)) as file:
            connection.connection.backup(file)
            file.execute("PRAGMA journal_mode=WAL")  # as the site's file is; two threads cannot both switch it
        monkeypatch.setitem(connections.databases["default"], "NAME", str(path))

    return share


def together(*actions):
    """Run each action in a thread of its own, all from the same moment; return what each raised, or None."""
    barrier, raised = Barrier(len(actions)), [None] * len(actions)

    def run(number, action):
        try:
            connection.ensure_connection()
            barrier.wait(timeout=10)
            action()
        except Exception as error:  # whatever it is, the test wants to see it
            raised[number] = error
        finally:
            connection.close()

    threads = [Thread(target=run, args=pair) for pair in enumerate(actions)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return raised


def seen_from_a_thread(look):
    seen = []
    assert together(lambda: seen.append(look())) == [None]
    return seen[0]


def move(pk, parent_pk, kind):
    place = Place.objects.get(pk=pk)
    place.parent_id, place.kind = parent_pk, kind
    place.save()


def tree():
    return {place.pk: (place.parent_id, place.path) for place in Place.objects.all()}


@pytest.mark.parametrize("attempt", range(3))
def test_of_two_places_moved_into_one_another_just_one_moves(shared, attempt):
    district = make_place("禾东区")
    one = make_place("一街道", parent=district)
    other = make_place("二街道", parent=district)
    shared()
    raised = together(
        lambda: move(one.pk, other.pk, Place.Kind.COMMUNITY), lambda: move(other.pk, one.pk, Place.Kind.COMMUNITY)
    )
    assert sorted(type(error).__name__ for error in raised) == ["NoneType", "ValidationError"]
    places = seen_from_a_thread(tree)
    assert sorted(len(path.strip("/").split("/")) for _parent, path in places.values()) == [1, 2, 3]
    assert all(path == f"{places[parent][1] if parent else '/'}{pk}/" for pk, (parent, path) in places.items())


@pytest.mark.parametrize("attempt", range(3))
def test_what_is_added_while_its_parent_moves_has_the_right_path(shared, attempt):
    hedong, hexi = make_place("禾东区"), make_place("禾西区")
    street = make_place("一街道", parent=hedong)
    shared()
    raised = together(
        lambda: move(street.pk, hexi.pk, Place.Kind.STREET),
        *(
            lambda name=name: Place.objects.create(name=name, kind=Place.Kind.COMMUNITY, parent_id=street.pk)
            for name in ("一社区", "二社区", "三社区")
        ),
    )
    assert raised == [None] * 4
    places = seen_from_a_thread(tree)
    assert all(path == f"{places[parent][1] if parent else '/'}{pk}/" for pk, (parent, path) in places.items())
    assert sum(path.startswith(f"/{hexi.pk}/{street.pk}/") for _parent, path in places.values()) == 4


def test_two_places_of_one_pronunciation_added_at_once_get_two_addresses(shared):
    district = make_place("禾东区")
    shared()
    raised = together(
        *(
            lambda name=name: Place.objects.create(name=name, kind=Place.Kind.STREET, parent_id=district.pk)
            for name in ("十桥街道", "石桥街道")
        )
    )
    assert raised == [None, None]
    slugs = seen_from_a_thread(lambda: set(Place.objects.exclude(pk=district.pk).values_list("slug", flat=True)))
    assert slugs == {"shiqiaojiedao", "shiqiaojiedao-2"}


def test_the_loser_is_told_which_field_is_at_fault(shared):
    district = make_place("禾东区")
    one, other = make_place("一街道", parent=district), make_place("二街道", parent=district)
    shared()
    raised = together(
        lambda: move(one.pk, other.pk, Place.Kind.COMMUNITY), lambda: move(other.pk, one.pk, Place.Kind.COMMUNITY)
    )
    (error,) = (error for error in raised if error)
    assert isinstance(error, ValidationError)
    assert set(error.message_dict) <= {"parent", "kind"}
