"""The sample newsroom, loaded once with all its pictures, for every test that only reads it."""

from io import StringIO
from pathlib import Path
from tempfile import mkdtemp

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from django.test import override_settings

from portal.tests.sample_desk import moment

from .snapshots import PRISTINE, Snapshot

# When it was loaded. It is also the time that a test which reads it sees.
OPENED = moment(10)
_newsroom = Snapshot("newsroom")


@pytest.fixture(scope="session")
def newsroom_folder(django_db_setup, django_db_blocker, tmp_path_factory, request):
    """Return the folder of the newsroom's files. On SQLite its rows are there too, for processes that come later."""
    base = tmp_path_factory.getbasetemp()
    shared = (base.parent if hasattr(request.config, "workerinput") else base) / "newsroom"
    with django_db_blocker.unblock():
        if connection.vendor == "sqlite" and shared.exists():
            _newsroom.read(shared / "rows.sqlite3")
            return shared
        own = Path(mkdtemp(dir=shared.parent))
        with override_settings(**_places_in(own)), time_machine.travel(OPENED, tick=False):
            call_command("loadsample", stdout=StringIO())
        _newsroom.take()
        PRISTINE.restore()
    if connection.vendor == "sqlite":
        _newsroom.write(own / "rows.sqlite3")
        try:
            return own.rename(shared)
        except OSError:  # another process was first; each keeps its own
            pass
    return own


def _places_in(folder):
    return {"MEDIA_ROOT": folder / "media", "PRIVATE_ROOT": folder / "private"}


@pytest.fixture
def newsroom_clock(newsroom_folder, django_db_blocker, settings):
    """Give the test the rows and files of the newsroom, and nothing else, at the time at which it was loaded."""
    with django_db_blocker.unblock():
        _newsroom.restore()
    for name, folder in _places_in(newsroom_folder).items():
        setattr(settings, name, folder)
    with time_machine.travel(OPENED, tick=False):
        yield
    with django_db_blocker.unblock():
        PRISTINE.restore()


@pytest.fixture
def newsroom(newsroom_clock, db):
    """The sample newsroom at ten in the morning. What the test changes is undone."""
