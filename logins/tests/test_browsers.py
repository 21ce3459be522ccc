"""Who logs in from a browser that has done so before is not slowed by strangers."""

import pytest
from django.test import Client

from logins.browsers import KNOWN_FOR
from logins.models import Throttle
from logins.tests.guessing import HOME, RIGHT, attack, attempt, guess, log_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock", "reporter")]
CHANGE = "/admin/password_change/"


@pytest.fixture
def known():
    """The reporter's browser, logged out."""
    browser = Client()
    log_in("reporter", browser=browser)
    del browser.cookies["sessionid"]
    return browser


def cookies(browser):
    """Return the cookies by which a browser is known."""
    return [cookie for name, cookie in browser.cookies.items() if name.startswith("browser_")]


def is_known(browser, username="reporter"):
    """Whether the browser is let in while strangers try the account and the address."""
    attack(username)
    return log_in(username, browser=browser).status_code == 302


def test_a_known_browser_gets_in_at_once_during_an_attack(known):
    attack("reporter")
    for number in range(30):
        attempt(f"name{number}")
    assert log_in("reporter").status_code == 429
    assert log_in("reporter", browser=known).url == "/admin/"


def test_the_cookie_goes_to_the_desk_alone_and_no_script_reads_it(known, settings):
    [cookie] = cookies(known)
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/admin/", True, "Strict")
    assert not cookie["secure"]
    assert "reporter" not in cookie.output()
    settings.SESSION_COOKIE_SECURE = True
    assert cookies(log_in("reporter").client)[0]["secure"]


def test_its_own_wrong_passwords_are_counted_by_themselves(known):
    assert [guess("reporter", browser=known) for _number in range(7)] == [0] * 5 + [2, 2]
    assert Throttle.objects.filter(pace="browser").count() == 1
    assert not guess("reporter")
    assert not guess("name")


def test_nobody_is_made_known_by_a_wrong_password():
    browser = Client()
    guess("reporter", browser=browser)
    assert not cookies(browser)


def test_it_is_known_for_one_account_alone(known, other_reporter):
    [cookie], [others] = cookies(known), cookies(log_in("other_reporter").client)
    assert not is_known(known, "other_reporter")
    known.cookies[others.key] = cookie.value
    assert not is_known(known, "other_reporter")


def test_two_people_at_one_computer_are_both_known(known, other_reporter):
    log_in("other_reporter", browser=known)
    assert is_known(known, "reporter")
    assert is_known(known, "other_reporter")


def test_a_cookie_is_useless_once_the_password_is_another(known, reporter):
    reporter.set_password("another long secret")
    reporter.save()
    attack("reporter")
    assert log_in("reporter", "another long secret", browser=known).status_code == 429


def test_a_cookie_is_useless_while_the_account_is_deactivated(known, reporter):
    attack("reporter")
    reporter.is_active = False
    reporter.save()
    assert log_in("reporter", browser=known).status_code == 429


def test_a_cookie_is_useless_when_it_is_old_or_not_ours(known, clock):
    [cookie] = cookies(known)
    was, cookie_name = cookie.value, cookie.key
    for value in (was[:-1] + ("a" if was[-1] != "a" else "b"), "", "::", "x" * 4000):
        known.cookies[cookie_name] = value
        assert not is_known(known)
    known.cookies[cookie_name] = was
    clock.shift(KNOWN_FOR)
    assert is_known(known)
    known.cookies[cookie_name] = was
    clock.shift(1)
    assert not is_known(known)


def test_who_changes_the_password_stays_known(known):
    log_in("reporter", browser=known)
    new = {"old_password": RIGHT, "new_password1": "another long secret", "new_password2": "another long secret"}
    assert known.post(CHANGE, new, REMOTE_ADDR=HOME).status_code == 302
    attack("reporter")
    assert log_in("reporter", "another long secret", browser=known).status_code == 302
