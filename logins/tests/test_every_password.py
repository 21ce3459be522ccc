"""Every way to try a password is slowed: each form that asks for one in use, each line of ours that compares one."""

import re
import sys

import pytest
from django.conf import settings

from logins.models import Throttle
from portal.testing import make_person
from portal.tests.addresses import address, routes

IN_USE = re.compile(r'<input[^>]*autocomplete="current-password"[^>]*>')
FIELD = re.compile(r'<input[^>]*type="password"[^>]*>')
NAME = re.compile(r'name="(\w+)"')
TRIES = 7
LOGIN, CHANGE = "/admin/login/", "/admin/password_change/"


@pytest.fixture
def chief(db):
    return make_person("chief", "三审总编", is_superuser=True)


def forms(client, paths):
    """Yield the address of each form that asks for a password in use, with what would be typed into it."""
    for path in paths:
        response = client.get(path)
        page = "" if response.streaming else response.content.decode(errors="replace")
        if IN_USE.search(page):
            yield path, {NAME.search(field)[1]: "a wrong password" for field in FIELD.findall(page)}


@pytest.mark.usefixtures("clock")
def test_every_form_that_asks_for_a_password_slows_guessing(chief, as_person):
    paths = sorted({address(route, "1") for route in routes()} - {"/admin/logout/"})
    desk = [path for path in paths if path.startswith("/admin/") and path != LOGIN]
    # The desk is walked as somebody who may do everything, the rest as a stranger.
    walks = [(None, [path for path in paths if path not in desk]), (chief, desk)]
    found = {}
    for person, pages in walks:
        client = as_person(person)
        for path, typed in forms(client, pages):
            Throttle.objects.all().delete()
            found[path] = [client.post(path, {"username": "chief", **typed}) for _number in range(TRIES)]
    sys.stdout.write(f"{len(paths)} addresses, forms that ask for a password in use: {', '.join(found)}\n")
    assert set(found) == {LOGIN, CHANGE}
    for path, answers in found.items():
        assert [answer.status_code for answer in answers] == [200] * 5 + [429] * 2, path
        assert answers[-1]["Retry-After"] == "2"
        assert "请等2秒后再试" in answers[-1].content.decode()


def test_a_session_that_was_left_open_is_no_way_round(chief, as_person, clock):
    client = as_person(chief)
    right = {"old_password": "correct horse battery", "new_password1": "short", "new_password2": "short"}
    for _number in range(8):  # whoever has trouble with the new one has tried no wrong one
        assert client.post(CHANGE, right).status_code == 200
    for _number in range(5):
        client.post(CHANGE, {**right, "old_password": "wrong"})
    assert client.post(CHANGE, right).status_code == 429
    clock.shift(2)
    new = {**right, "new_password1": "another long secret", "new_password2": "another long secret"}
    assert client.post(CHANGE, new).status_code == 302


def test_nothing_else_in_the_house_compares_a_password():
    compares = re.compile(r"\ba?(?:authenticate|check_password|verify_password)\(")
    sources = [
        path
        for path in settings.BASE_DIR.glob("*/**/*.py")
        if not {"tests", "migrations", "var", ".venv"}.intersection(path.parts) and "/." not in str(path)
    ]
    assert len(sources) > 100
    found = {str(path.relative_to(settings.BASE_DIR)) for path in sources if compares.search(path.read_text())}
    assert found == {"logins/backends.py", "logins/forms.py"}
