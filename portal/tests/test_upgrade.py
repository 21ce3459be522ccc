"""An upgrade from before documents and the core of search were rooms of their own keeps every row and every key."""

import pytest
from django.contrib.admin.models import ADDITION, LogEntry
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from documents.models import Document
from documents.tests.documents import make_document
from documents.tests.files import pdf
from editorial.models import PreviewLink
from notices.models import Attachment
from portal.testing import make_article, make_case, make_draft, make_notice, make_person, make_photo

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]

BEFORE = [
    ("documents", None),
    ("notices", "0002_public_on_record"),
    ("search", "0003_promoted_and_fruitless"),
    ("editorial", "0006_versions_in_succession"),
    ("photos", "0003_measure_masters"),
]
# What the upgrade itself writes: which steps it took.
ITS_OWN = {"django_migrations"}


def migrate(targets):
    """Go to `targets`, forward or back, and return the models as they are there."""
    executor = MigrationExecutor(connection)
    executor.migrate(targets)
    return MigrationExecutor(connection).loader.project_state(targets).apps


def rows_of_all_tables():
    """Return {table: its rows}, whatever the table's name was before."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608  (the name is the database's own)
            found[table] = sorted(map(repr, cursor.fetchall()))
    return {table: rows for table, rows in found.items() if table not in ITS_OWN}


@pytest.fixture
def _now():
    """Whatever a test did, the next finds the tables that it knows."""
    yield
    migrate(MigrationExecutor(connection).loader.graph.leaf_nodes())


@pytest.fixture
def newsroom():
    """Something of every kind that the upgrade could lose, with its keys."""
    reporter = make_person("reporter_before", "记者")
    document = make_document(pdf(), reporter, name="申请表")
    notice = make_notice()
    Attachment.objects.create(notice=notice, document=document, title="附件1")
    LogEntry.objects.log_actions(reporter.pk, Document.objects.all(), ADDITION)
    article = make_article(title="加装电梯的事", lead_photo=make_photo())
    link = PreviewLink.objects.create(item=make_draft(reporter), made_by=reporter, version=None) if False else None
    return {"reporter": reporter, "document": document, "notice": notice, "article": article, "case": make_case()}
