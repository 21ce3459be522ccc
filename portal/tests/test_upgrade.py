"""An upgrade from before documents and the core of search were rooms of their own keeps every row and every key."""

import pytest
from django.contrib.admin.models import ADDITION, LogEntry
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from documents.models import Document
from documents.tests.documents import make_document
from documents.tests.files import pdf
from editorial.models import PreviewLink
from notices.models import Attachment
from portal.testing import make_article, make_desk, make_draft, make_notice, make_person
from questions.models import Case
from questions.stages import collecting
from search.core.finding import find
from search.core.query import parse

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]

BEFORE = [
    ("documents", None),
    ("notices", "0002_public_on_record"),
    ("search", "0003_promoted_and_fruitless"),
    ("editorial", "0006_versions_in_succession"),
    ("photos", "0003_measure_masters"),
]
RENAMED = {"notices_document": "documents_document", "search_entry": "search_indexentry"}
ITS_OWN = {"django_migrations"}  # which steps were taken


def migrate(targets):
    """Go to `targets`, forward or back, and return the models as they are there."""
    MigrationExecutor(connection).migrate(targets)
    loader = MigrationExecutor(connection).loader
    return loader.project_state([step for step in loader.graph.nodes if step in loader.applied_migrations]).apps


@pytest.fixture
def now():
    """The newest step of every room, to which the database is brought back whatever happens."""
    targets = MigrationExecutor(connection).loader.graph.leaf_nodes()
    yield targets
    migrate(targets)


def rows():
    """Return {table: its rows} of the whole database, each under the name that the table has now."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608  (a name that the database told)
            found[RENAMED.get(table, table)] = sorted(map(repr, cursor.fetchall()))
    return {table: found[table] for table in found.keys() - ITS_OWN}


def test_every_row_and_every_key_is_kept(now, client):
    reporter = make_person("reporter", "记者")
    document = make_document(pdf(), reporter, name="申请表")
    notice = make_notice()
    Attachment.objects.create(notice=notice, document=document, title="附件1")
    LogEntry.objects.log_actions(reporter.pk, Document.objects.all(), ADDITION)
    make_article(title="老楼装上了电梯")
    case, code, _is_new = collecting.receive(make_desk(), "去哪里办“小绿”卡？", submission="a" * 32)
    draft = make_draft(reporter)
    draft.keep_first_version()
    link = PreviewLink.make(draft.own_versions().last(), reporter, "市房产局", 3)
    before = rows()

    old = migrate(BEFORE)
    assert old.get_model("notices", "Document").objects.get().name == "申请表"
    assert old.get_model("search", "Entry").objects.count() == len(before["search_indexentry"]) > 1
    kind = old.get_model("contenttypes", "ContentType").objects.get(model="document")
    assert kind.app_label == "notices"
    changed = {table for table, found in rows().items() if found != before[table]}
    assert changed == {"django_content_type"}  # that one row

    migrate(now)
    assert rows() == before
    assert [row.get_edited_object() for row in LogEntry.objects.all()] == [document]
    assert reporter.has_perm("documents.add_document")
    assert client.get(f"/notices/{notice.pk}/attachments/{document.pk}/").status_code == 200
    assert client.get(link.key_path).status_code == 200
    assert Case.objects.with_code(code).get() == case
    assert len(find(parse("电梯")).keys) == 1


def test_who_could_change_pictures_that_readers_see_still_can(now):
    reader = make_person("chief")
    old = migrate(BEFORE)
    final_review = Permission.objects.get(codename="final_review")
    Permission.objects.filter(codename="change_in_approved_use").delete()
    reader.user_permissions.add(final_review)
    own = old.get_model("auth", "Group").objects.create(name="值班总编")
    Group.objects.get(pk=own.pk).permissions.add(final_review)
    migrate(now)
    holders = Permission.objects.get(codename="change_in_approved_use")
    assert set(holders.user_set.values_list("username", flat=True)) == {"chief"}
    assert set(holders.group_set.values_list("name", flat=True)) == {"三审总编", "值班总编"}


def test_who_may_not_do_the_final_review_any_more_gets_no_right_by_the_upgrade(now):
    migrate(BEFORE)
    Permission.objects.filter(codename="change_in_approved_use").delete()
    chiefs = Group.objects.get(name="三审总编")
    chiefs.permissions.remove(Permission.objects.get(codename="final_review"))
    call_command("migrate", verbosity=0)
    assert not chiefs.permissions.filter(codename="change_in_approved_use").exists()


def test_a_kind_that_was_made_anew_meanwhile_gives_way_to_the_one_with_a_past(now):
    """Another room alone was upgraded first, after which Django made what it then knew."""
    kinds = migrate(BEFORE).get_model("contenttypes", "ContentType").objects
    past = kinds.get(app_label="notices", model="document").pk
    kinds.create(app_label="documents", model="document")
    migrate(now)
    assert kinds.get(model="document").pk == past
