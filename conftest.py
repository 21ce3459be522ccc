"""Fixtures for every room: the cast of portal/testing.py, and files that vanish with the test."""

import logging
from io import StringIO
from itertools import count

import pytest
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.cache import cache
from django.test import TransactionTestCase
from django.test.utils import setup_databases, teardown_databases
from django.utils import timezone

from portal import testing

pytest_plugins = [
    f"portal.tests.suite.{name}"
    for name in ("clock", "order", "statements", "choice", "idle", "repeat", "newsroom", "paper", "walks")
]

BACKEND = "django.contrib.auth.backends.ModelBackend"
_numbers = count()


def _take_bulletins_away():
    """Take the rights to bulletins from all groups: in the tests the newsroom writes only articles.

    A test of bulletins, the kind that exists only for tests, asks for its own rights.
    """
    from django.contrib.auth.models import Group, Permission

    for group in Group.objects.all():
        group.permissions.remove(*Permission.objects.filter(content_type__app_label="bulletins"))


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_modify_db_settings, django_db_blocker):
    """The database of the tests. It is made even where no test asks for one.

    Tests with `printed` or `databases=[]` ask for none. What a test commits is undone by putting back what the
    migrations left, or the newsroom if the test reads that.
    """
    from portal.tests.suite.snapshots import PRISTINE, put_back

    with django_db_blocker.unblock():
        made = setup_databases(verbosity=0, interactive=False, serialized_aliases=set())
        _take_bulletins_away()
        PRISTINE.take()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", put_back)
        yield
    with django_db_blocker.unblock():
        teardown_databases(made, verbosity=0)


@pytest.fixture
def still(time_machine):
    """Stop the clock, so that no window of a Limit ends while a test counts."""
    time_machine.move_to(timezone.now(), tick=False)


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path_factory):
    """Keep the uploads of a test in a folder of its own, which is made when the first upload comes in."""
    folder = tmp_path_factory.getbasetemp() / f"files-{next(_numbers)}"
    settings.VAR_DIR, settings.BACKUP_DIR = folder, folder / "backups"
    settings.MEDIA_ROOT = folder / "media"
    settings.PRIVATE_ROOT = folder / "private"


@pytest.fixture(autouse=True)
def _empty_cache():
    """Empty the cache, so that what one test did too often does not count in the next."""
    cache.clear()


def _person(username, group):
    @pytest.fixture(name=username)
    def person(db):
        return testing.make_person(username, group)

    return person


for _username, _group in testing.CAST.items():
    globals()[f"{_username}_fixture"] = _person(_username, _group)


@pytest.fixture
def cast(request, db):
    """Return {name: person} of the cast, and None as `anonymous`."""
    return {"anonymous": None, **{name: request.getfixturevalue(name) for name in testing.CAST}}


@pytest.fixture
def as_person(client, settings):
    """Return a function that logs the test client in as a person, or as nobody for None.

    It sets what a log-in leaves behind: the session and its cookie.
    """

    def log_in(person):
        client.cookies.clear()
        if person:
            session = SessionStore()
            session[SESSION_KEY] = str(person.pk)
            session[BACKEND_SESSION_KEY] = BACKEND
            session[HASH_SESSION_KEY] = person.get_session_auth_hash()
            session.save()
            client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
        return client

    return log_in


@pytest.fixture
def log(monkeypatch):
    """What the site writes into its log during the test, as an operator reads it."""
    (console,) = (handler for handler in logging.getLogger().handlers if type(handler) is logging.StreamHandler)
    monkeypatch.setattr(console, "stream", written := StringIO())
    return written


@pytest.fixture
def one_review(settings):
    """A newsroom in which one review is enough, for tests of what comes before and after it."""
    settings.REVIEW_LEVELS = 1


@pytest.fixture
def in_a_file(monkeypatch, tmp_path):
    """Return a function. Once it is called, threads meet real locks on SQLite too (see portal/tests/races.py)."""
    from portal.tests.races import move_into_a_file

    return lambda: move_into_a_file(tmp_path, monkeypatch)
