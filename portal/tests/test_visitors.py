"""Where a request came from: what our own proxies saw, whatever a visitor writes into the header."""

import logging

import pytest

from portal import visitors
from portal.visitors import address_of


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "203.0.113.9", "127.0.0.1"),
        (-1, "203.0.113.9", "127.0.0.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "198.51.100.1, 203.0.113.9", "203.0.113.9"),
        (2, "198.51.100.1, 203.0.113.9, 10.0.0.1", "203.0.113.9"),
        (2, "203.0.113.9", "127.0.0.1"),
        (1, "", "127.0.0.1"),
        (1, "203.0.113.9,", "127.0.0.1"),
        (1, "203.0.113.9:55012", "203.0.113.9"),
        (1, "2001:db8::9", "2001:db8::9"),
        (1, "[2001:db8::9]", "2001:db8::9"),
        (1, "[2001:DB8::9]:55012", "2001:db8::9"),
        (1, "[2001:db8::9", "2001:db8::9"),
        (1, "unknown", "127.0.0.1"),
        (1, "_hidden:80", "127.0.0.1"),
        (1, "203.0.113.999", "127.0.0.1"),
        (1, "[" * 5000, "127.0.0.1"),
        (1, "," * 5000 + "203.0.113.9", "203.0.113.9"),
    ],
)
def test_a_visitor_is_known_by_what_our_own_proxies_saw(rf, settings, proxies, forwarded, address):
    settings.PROXY_COUNT = proxies
    assert address_of(rf.get("/", headers={"X-Forwarded-For": forwarded})) == address


def test_behind_a_unix_socket_only_the_proxy_knows_the_address(rf, settings):
    socket = {"REMOTE_ADDR": ""}
    assert address_of(rf.get("/", headers={"X-Forwarded-For": "203.0.113.9"}, **socket)) == ""
    settings.PROXY_COUNT = 1
    assert address_of(rf.get("/", headers={"X-Forwarded-For": "203.0.113.9"}, **socket)) == "203.0.113.9"
    assert address_of(rf.get("/", headers={"X-Forwarded-For": "nobody"}, **socket)) == ""


def test_a_count_that_is_too_high_is_told_to_the_operator_once_and_without_an_address(rf, settings, caplog):
    visitors._say_that_proxies_are_missing.cache_clear()
    settings.PROXY_COUNT = 2
    with caplog.at_level(logging.WARNING):
        for _request in range(3):
            address_of(rf.get("/", headers={"X-Forwarded-For": "203.0.113.9"}))
        address_of(rf.get("/", headers={"X-Forwarded-For": "203.0.113.9, 10.0.0.1"}))
    assert len(caplog.records) == 1
    assert "PROXY_COUNT is 2" in caplog.text
    assert "203.0.113.9" not in caplog.text
