"""The small paper of public_site.py, every page of it printed once in a process, for tests that only read the pages."""

from dataclasses import dataclass
from functools import cache

import pytest
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from portal.tests.public_site import EDITIONS, make_paper


@dataclass(frozen=True)
class Page:
    path: str
    answer: HttpResponse
    queries: list

    @property
    def text(self):
        return self.answer.content.decode()


@pytest.fixture(scope="session")
def printed(django_db_setup, django_db_blocker, tmp_path_factory):
    """Return a function: (edition, articles to a column) → {name: Page}. Nothing of it stays in the database."""

    @cache
    def both_editions(number):
        files = tmp_path_factory.mktemp("paper")
        roots = override_settings(MEDIA_ROOT=files / "media", PRIVATE_ROOT=files / "private")
        with roots, django_db_blocker.unblock(), transaction.atomic():
            paper = make_paper(number)
            pages = {edition: {name: _read(edition + path) for name, path in paper.items()} for edition in EDITIONS}
            transaction.set_rollback(True)
        return pages

    return lambda edition, number=3: both_editions(number)[edition]


def _read(path):
    with CaptureQueriesContext(connection) as queries:
        answer = Client().get(path)
    return Page(path, answer, [query["sql"] for query in queries])
