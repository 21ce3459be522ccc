"""The small paper of public_site.py, every page of it printed once, for tests that only read the pages."""

import os
import pickle
from dataclasses import dataclass
from functools import cache

import pytest
from django.db import connection, transaction
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from portal.tests.public_site import EDITIONS, make_paper


@dataclass(frozen=True)
class Page:
    """The answer to a request for a page: its headers by name, and the statements that it sent."""

    path: str
    status: int
    headers: dict
    cookies: list
    content: bytes
    queries: list

    @property
    def text(self):
        return self.content.decode()


@pytest.fixture(scope="session")
def printed(django_db_setup, django_db_blocker, tmp_path_factory, request):
    """Return a function: (edition, articles to a column) → {name: Page}. Nothing of it stays in the database."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if hasattr(request.config, "workerinput") else base

    @cache
    def both_editions(number):
        kept = shared / f"paper-{number}"
        if not kept.exists():
            with django_db_blocker.unblock():
                own = base / kept.name
                own.write_bytes(pickle.dumps(_print(number, base)))
            os.replace(own, kept)
        return pickle.loads(kept.read_bytes())

    return lambda edition, number=3: both_editions(number)[edition]


def _print(number, folder):
    """Return {edition: {name: Page}}."""
    roots = override_settings(MEDIA_ROOT=folder / "paper" / "media", PRIVATE_ROOT=folder / "paper" / "private")
    with roots, transaction.atomic():
        paper = make_paper(number)
        pages = {edition: {name: _read(edition + path) for name, path in paper.items()} for edition in EDITIONS}
        transaction.set_rollback(True)
    return pages


def _read(path):
    with CaptureQueriesContext(connection) as queries:
        answer = Client().get(path)
    sent = [query["sql"] for query in queries]
    return Page(path, answer.status_code, dict(answer.headers), list(answer.cookies), answer.content, sent)
