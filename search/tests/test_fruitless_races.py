"""Several search in vain at the same moment; somebody else holds the database."""

import sqlite3
import time
from contextlib import closing

import pytest
from django.db import connection, connections
from django.test import Client

from portal.tests.races import at_once
from search.models import FruitlessSearch
from search.pages import fruitless


def search_as(visitor, typed="飞碟停靠站"):
    def press():
        response = Client(REMOTE_ADDR=visitor).get("/search/", {"q": typed})
        assert response.status_code == 200

    return press


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("times_before", [0, 5])
def test_of_many_at_once_all_count(times_before, in_a_file, monkeypatch):
    if times_before:
        FruitlessSearch.objects.create(
            words="飞碟停靠站", times=times_before, first_on="2026-11-01", last_on="2026-11-01"
        )
    in_a_file()
    monkeypatch.setattr(fruitless, "LONGEST_WAIT", 10_000)
    connection.close()
    assert at_once(*(search_as(f"203.0.113.{number}") for number in range(1, 7))) == ["done"] * 6
    connection.close()
    assert FruitlessSearch.objects.get().times == times_before + 6


@pytest.mark.django_db(transaction=True)
def test_while_somebody_writes_the_reader_waits_for_no_lock(in_a_file):
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite has one lock for all who write")
    in_a_file()
    connection.close()
    client = Client()
    client.get("/search/", {"q": "飞碟停靠站"}, REMOTE_ADDR="203.0.113.1")
    with closing(sqlite3.connect(connections.databases["default"]["NAME"])) as somebody:
        somebody.execute("BEGIN IMMEDIATE")
        began = time.monotonic()
        response = client.get("/search/", {"q": "飞碟停靠站"}, REMOTE_ADDR="203.0.113.2")
        waited = time.monotonic() - began
        somebody.rollback()
    assert response.status_code == 200
    assert waited < 3
    assert FruitlessSearch.objects.get().times == 1
    client.get("/search/", {"q": "飞碟停靠站"}, REMOTE_ADDR="203.0.113.3")
    assert FruitlessSearch.objects.get().times == 2
    assert connection.connection.execute("PRAGMA busy_timeout").fetchone() == (20_000,)
