"""How the suite itself runs: what is put back, what is chosen for PostgreSQL, and that no test waits for a time."""

import re
from dataclasses import dataclass

import pytest
from django.conf import settings
from django.contrib.auth.models import Group

from declarations.roles import ROLES
from directory.models import Place
from portal.testing import make_place
from portal.tests.suite.choice import _cheapest
from portal.tests.suite.snapshots import put_back
from portal.tests.suite.statements import shape


@dataclass(frozen=True)
class Item:
    nodeid: str


@pytest.mark.django_db(transaction=True)
def test_what_was_committed_is_undone_and_what_the_migrations_left_is_there():
    place = make_place()
    Group.objects.all().delete()
    put_back()
    assert not Place.objects.filter(pk=place.pk).exists()
    assert {group.name for group in Group.objects.all()} == set(ROLES)
    make_place()  # once more with the same address


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("SELECT a FROM t WHERE b IN (%s)", "SELECT a FROM t WHERE b IN (%s, %s, %s)", True),
        ("SELECT a FROM t LIMIT 21", "SELECT a FROM t LIMIT 5", True),
        ("INSERT INTO t (a, b) VALUES (%s, %s)", "INSERT INTO t (a, b) VALUES (%s, %s), (%s, %s)", True),
        ("SELECT a FROM t ORDER BY b", "SELECT a FROM t ORDER BY b DESC", False),
        ("SELECT a FROM t WHERE b < %s", "SELECT a FROM t WHERE b <= %s", False),
    ],
)
def test_statements_are_alike_if_they_differ_in_numbers_alone(one, other, alike):
    assert (shape(one) == shape(other)) == alike


def test_the_cheapest_are_chosen_and_send_all_that_there_is():
    known = {
        "dear": {"seconds": 9, "statements": ["a", "b", "c"]},
        "cheap": {"seconds": 0.1, "statements": ["a", "b"]},
        "needed": {"seconds": 0.1, "statements": ["c"]},
        "sent": {"seconds": 0.1, "statements": ["d"]},
    }
    chosen = _cheapest([Item(name) for name in known], known, {"d"})
    assert {item.nodeid for item in chosen} == {"cheap", "needed"}


def test_no_test_waits_for_a_time():
    """It waits for a state: on a busy machine any time is too short, on a quiet one too long."""
    waits = re.compile(r"\b(wait_for_timeout|sleep)\(\S")
    files = list(settings.BASE_DIR.glob("[!.]*/**/tests/**/*.py"))
    assert len(files) > 300
    assert not [str(path) for path in files if waits.search(path.read_text(encoding="utf-8"))]
