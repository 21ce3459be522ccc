"""Guessing passwords is slowed by address, by account and across names; it locks nobody out."""

import re
import time
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.signals import user_logged_in
from django.utils import timezone

from logins.models import Throttle
from logins.tests.guessing import HOME, LOGIN, addresses, attack, attempt, guess, log_in
from logins.tries import take
from portal.testing import make_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock", "reporter")]


def taken(waits):
    """Return how many tries were looked at, all of them before the first that was not."""
    number = waits.count(0)
    assert not any(waits[:number])
    return number


def test_twenty_four_tries_from_as_many_addresses_of_one_ipv6_connection_are_those_of_one():
    assert taken([guess("reporter", f"2001:db8:1:2::{number}") for number in range(24)]) == 5
    assert not guess("reporter", "2001:db8:1:3::1")


def test_thirty_names_with_one_password_from_one_address_meet_a_limit():
    assert taken([guess(f"name{number}") for number in range(30)]) == 20


def test_many_addresses_against_one_account_meet_a_limit():
    assert taken([guess("reporter", address) for address in addresses(24)]) == 10
    assert not guess("other_reporter", "203.0.113.9")


def test_addresses_that_a_visitor_makes_up_behind_our_proxy_are_one(client, settings):
    settings.PROXY_COUNT = 1
    waits = []
    for number in range(8):
        forged = {"X-Forwarded-For": f"192.0.2.{number}, 203.0.113.66"}
        response = client.post(LOGIN, {"username": "reporter", "password": "wrong"}, headers=forged)
        waits.append(int(response.get("Retry-After", 0)))
    assert taken(waits) == 5


def test_nobody_waits_for_the_moment_of_a_try_that_was_taken_meanwhile(clock, monkeypatch):
    """The other one reads the clock, and is done, between this one's look at the clock and at the rows."""
    rows = Throttle.objects.filter

    def meanwhile(*conditions, **fields):
        monkeypatch.setattr(Throttle.objects, "filter", rows)
        clock.shift(timedelta(milliseconds=1))
        assert attempt("reporter") == 0
        clock.shift(timedelta(milliseconds=1))
        return rows(*conditions, **fields)

    monkeypatch.setattr(Throttle.objects, "filter", meanwhile)
    assert attempt("reporter") == 0


def test_the_wait_grows_to_a_minute_and_never_further(clock):
    waits = []
    for _number in range(30):
        wait = attempt("reporter")
        waits.append(wait)
        clock.shift(wait)
    assert [wait for wait in waits if wait][:7] == [2, 4, 8, 16, 32, 60, 60]
    assert max(waits) == 60


def test_who_tries_too_early_is_told_the_seconds_waits_no_longer_for_it_and_keeps_the_name(clock):
    for _number in range(5):
        assert not attempt("reporter")
    early = log_in("reporter", "wrong")
    assert (early.status_code, early["Retry-After"]) == (429, "2")
    page = early.content.decode()
    assert "请等2秒后再试" in page
    assert "请找管理员重设" in page
    assert 'value="reporter"' in page
    before = list(Throttle.objects.values())
    clock.shift(1.5)
    for _number in range(9):
        assert guess("reporter") == 1
    assert list(Throttle.objects.order_by("key").values()) == sorted(before, key=lambda row: row["key"])
    clock.shift(0.5)
    assert log_in("reporter").url == "/admin/"


def test_nobody_looks_at_a_password_that_comes_too_early(monkeypatch):
    for _number in range(5):
        attempt("reporter")
    monkeypatch.delattr(ModelBackend, "authenticate")
    assert log_in("reporter").status_code == 429


def test_wrong_passwords_are_forgiven_five_minutes_each(clock):
    for _number in range(5):
        attempt("reporter")
    clock.shift(300)
    assert [bool(attempt("reporter")) for _number in range(2)] == [False, True]
    clock.shift(5 * 300)
    assert taken([attempt("reporter") for _number in range(7)]) == 5


def test_the_next_person_behind_a_shared_address_waits_a_minute_at_most(clock, other_reporter):
    for number in range(60):
        clock.shift(attempt(f"name{number}"))
    wait = guess("other_reporter")
    assert 0 < wait <= 60
    clock.shift(wait)
    assert log_in("other_reporter").url == "/admin/"


def test_a_clock_that_ran_ahead_locks_nobody_out(clock):
    for _number in range(5):
        attempt("reporter")
    Throttle.objects.update(open_at=timezone.now() + timedelta(days=1))
    assert log_in("reporter").url == "/admin/"


def test_a_stranger_who_never_rests_leaves_others_their_turn(clock):
    """The stranger tries as soon as it is allowed, and always before the other."""
    for _number in range(50):
        clock.shift(attempt("reporter"))
    began, stranger, other = time.time(), 0, 0
    while time.time() - began <= 60:
        if time.time() >= stranger:
            stranger = time.time() + attempt("reporter")
        if time.time() >= other:
            if not (wait := attempt("reporter", "203.0.113.9")):
                return
            other = time.time() + wait
        clock.shift(1)
    pytest.fail("The stranger took every turn.")


def test_an_account_of_ones_own_wipes_away_no_wrong_passwords(other_reporter):
    def log_in_with_it():
        request = SimpleNamespace(COOKIES={}, visitor=HOME)
        tried = take(request, "other_reporter")
        if not tried.wait:
            user_logged_in.send(type(other_reporter), request=request, user=other_reporter)

    looked_at = 0
    for number in range(30):
        looked_at += not attempt(f"name{number}")
        log_in_with_it()
    assert 19 <= looked_at <= 20
    attack("reporter")
    wait = attempt("reporter", "203.0.113.9")
    log_in_with_it()
    assert attempt("reporter", "203.0.113.9") == wait > 0


def test_right_passwords_are_not_counted():
    assert {log_in("reporter").status_code for _number in range(12)} == {302}
    assert taken([attempt("reporter") for _number in range(7)]) == 5


def test_names_and_addresses_that_never_existed_look_like_those_that_do(clock):
    def seen(username, address):
        pages = []
        for _number in range(8):
            response = log_in(username, "wrong", address)
            wait = int(response.get("Retry-After", 0))
            text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.content.decode())
            pages.append((response.status_code, wait, text.replace(username, "")))
            clock.shift(wait // 2)
        return pages

    assert seen("reporter", HOME) == seen("nobodyy", "203.0.113.9")


def test_who_may_not_come_in_learns_nothing_from_a_right_password(outsider):
    make_person("gone", "记者", is_active=False)
    for username in ("outsider", "gone"):
        address = f"2001:db8:{len(username)}::"
        assert [log_in(username, address=address).status_code for _number in range(6)] == [200] * 5 + [429]


def test_looking_at_the_form_counts_nothing(client):
    for _number in range(6):
        assert client.get(LOGIN, {"username": "reporter", "password": "wrong"}).status_code == 200
    log_in("", "")
    log_in("reporter", "")
    assert not Throttle.objects.exists()


def test_no_row_holds_a_name_or_an_address_and_none_stays(clock):
    attack("reporter", tries=8)
    assert Throttle.objects.count() == 8 + 8 + 1
    assert not re.search(r"reporter|198\.51", repr(list(Throttle.objects.values())))
    clock.shift(24 * 3600)
    guess("reporter")
    assert Throttle.objects.count() == 3
