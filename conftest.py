"""Fixtures for every room: the cast of portal/testing.py, and files that vanish with the test."""

import pytest

from portal import testing


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    """Uploads of a test stay in a folder of its own; hashing passwords costs it no time."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def _person(username, group):
    @pytest.fixture(name=username)
    def person(db):
        return testing.make_person(username, group)

    return person


for _username, _group in testing.CAST.items():
    globals()[f"{_username}_fixture"] = _person(_username, _group)


@pytest.fixture
def cast(request, db):
    """Every person of the cast by name, and None as `anonymous`."""
    return {"anonymous": None, **{name: request.getfixturevalue(name) for name in testing.CAST}}


@pytest.fixture
def as_person(client):
    """Return a function that logs the test client in as somebody, or as nobody for None."""

    def log_in(person):
        client.logout()
        if person:
            client.force_login(person)
        return client

    return log_in
