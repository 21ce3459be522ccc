"""The door of the editors' desk: guessing is slowed, and one person's mistakes lock out nobody else."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from portal.visitors import address_of


@pytest.fixture
def log_in(client, reporter, other_reporter):
    def log_in(username, password="correct horse battery"):
        return client.post("/admin/login/?next=/admin/", {"username": username, "password": password})

    return log_in


def test_the_right_password_opens_the_desk(log_in):
    assert log_in("reporter").url == "/admin/"


def test_after_eight_wrong_passwords_even_the_right_one_waits_fifteen_minutes(log_in, settings):
    for _attempt in range(settings.AXES_FAILURE_LIMIT):
        refused = log_in("reporter", "wrong")
    assert refused.status_code == 429
    assert "15" in refused.content.decode()
    assert log_in("reporter").status_code == 429
    assert log_in("other_reporter").url == "/admin/"
    with time_machine.travel(timezone.now() + timedelta(minutes=16)):
        assert log_in("reporter").url == "/admin/"


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "203.0.113.9", "127.0.0.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "198.51.100.1, 203.0.113.9", "203.0.113.9"),
        (2, "198.51.100.1, 203.0.113.9, 10.0.0.1", "203.0.113.9"),
        (2, "203.0.113.9", "127.0.0.1"),
        (1, "", "127.0.0.1"),
    ],
)
def test_a_visitor_is_known_by_what_our_own_proxies_saw(rf, settings, proxies, forwarded, address):
    settings.PROXY_COUNT = proxies
    assert address_of(rf.get("/", headers={"X-Forwarded-For": forwarded})) == address


def test_guessing_from_one_address_locks_nobody_out_elsewhere(log_in, client, settings):
    settings.PROXY_COUNT = 1
    attempt = {"username": "reporter", "password": "wrong"}
    for number in range(settings.AXES_FAILURE_LIMIT + 1):
        forged = {"X-Forwarded-For": f"192.0.2.{number}, 203.0.113.66"}
        refused = client.post("/admin/login/", attempt, headers=forged)
    assert refused.status_code == 429
    right = {"username": "reporter", "password": "correct horse battery"}
    elsewhere = {"X-Forwarded-For": "198.51.100.7"}
    assert client.post("/admin/login/?next=/admin/", right, headers=elsewhere).status_code == 302
