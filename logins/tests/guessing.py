"""Ways to try a password."""

from types import SimpleNamespace

from django.test import Client

from logins.tries import take

LOGIN = "/admin/login/?next=/admin/"
RIGHT = "correct horse battery"
HOME = "203.0.113.7"


def log_in(username, password=RIGHT, address=HOME, browser=None):
    """Send the form of the log-in, from a browser that has never been here unless one is given."""
    return (browser or Client()).post(LOGIN, {"username": username, "password": password}, REMOTE_ADDR=address)


def guess(username, address=HOME, browser=None):
    """Try a wrong password; return the seconds to wait where nobody looked at it, else 0."""
    response = log_in(username, "wrong", address, browser)
    assert response.status_code == (429 if "Retry-After" in response else 200)
    return int(response.get("Retry-After", 0))


def addresses(number):
    """Return so many addresses of different connections."""
    return [f"198.51.{place // 250}.{place % 250 + 1}" for place in range(number)]


def attempt(username, address=HOME):
    """Try a wrong password as a view would, without its page; return the seconds to wait, 0 for one that is taken."""
    return take(SimpleNamespace(COOKIES={}, visitor=address), username).wait


def attack(username, tries=20):
    """Try wrong passwords from as many addresses."""
    for address in addresses(tries):
        attempt(username, address)
