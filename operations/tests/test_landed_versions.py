"""An upgrade from every version that has landed keeps every row, and ends with the schema of a new site."""

import gzip
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.management import CommandError, call_command
from django.db import connection, connections
from django.test import Client

from articles.models import Article
from directory.models import Authority, Place
from notices.models import Notice
from operations.upgrade.long_work import LONG_WORK
from questions.models import Answer

pytestmark = pytest.mark.database

LANDED = Path(__file__).parent / "landed"
RENAMED = {"notices_document": "documents_document", "search_entry": "search_indexentry"}
# What an upgrade counts anew or takes away: steps taken, kinds and rights that are gone, logs of another package.
COUNTED_ANEW = ("django_migrations", "django_content_type", "auth_permission", "auth_group_permissions", "axes_")


# How many items each version left that were sent for review before anybody wrote that down. An editor recalls them.
IN_NO_RECORD = {"01": 1}
# The rest goes the same way, and is long.
SHORT = {"01", "05"}


def versions():
    names = sorted({path.name.partition(".")[0] for path in LANDED.glob("*.sql.gz")})
    return [name if name in {*SHORT, names[-1]} else pytest.param(name, marks=pytest.mark.soak) for name in names]


@pytest.fixture(params=versions())
def landed(request, tmp_path, django_db_setup, django_db_blocker):
    """The database of a landed version, in the place of the suite's own."""
    with django_db_blocker.unblock():
        text = gzip.decompress((LANDED / f"{request.param}.{connection.vendor}.sql.gz").read_bytes()).decode()
        own = connections["default"]
        name = str(tmp_path / "landed.sqlite3") if own.vendor == "sqlite" else f"landed_{request.param}"
        if own.vendor == "postgresql":
            _run(own, f"DROP DATABASE IF EXISTS {name}", f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'")
        other = connections["default"] = type(own)({**own.settings_dict, "NAME": name}, alias="default")
        try:
            _fill(other, text)
            yield own
        finally:
            other.close()
            connections["default"] = own
            ContentType.objects.clear_cache()  # the landed database counts them otherwise
            if own.vendor == "postgresql":
                _run(own, f"DROP DATABASE {name}")


def _run(database, *statements):
    with database.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _fill(database, text):
    if database.vendor == "sqlite":
        database.ensure_connection()
        database.connection.execute("PRAGMA foreign_keys=OFF")
        database.connection.executescript(f"BEGIN; {text} COMMIT;")
    else:
        _run(database, text)
    database.close()  # with what the dump set for its own session


def counts(database):
    with database.cursor() as cursor:
        found = {}
        for table in database.introspection.table_names(cursor):
            cursor.execute(f'SELECT count(*) FROM "{table}"')  # noqa: S608  (a name that the database told)
            found[RENAMED.get(table, table)] = cursor.fetchone()[0]
    return {table: number for table, number in found.items() if not table.startswith(COUNTED_ANEW)}


def schema(database):
    """Return {table: what its columns and constraints are}, without names that Django makes of hashes."""
    with database.cursor() as cursor:
        ask, found = database.introspection, {}
        for table in ask.table_names(cursor):
            columns = {c.name: (str(c.type_code), c.null_ok) for c in ask.get_table_description(cursor, table)}
            of_table = ask.get_constraints(cursor, table)
            constraints = sorted(
                (name if ours else "", str(one["columns"]), one["unique"], one["check"], str(one["foreign_key"]))
                for name, one in of_table.items()
                for ours in [not name.startswith((table, "__")) and "_" in name and not name[-8:].isalnum()]
            )
            found[table] = (columns, constraints)
    return found


def test_every_row_is_kept_and_the_site_is_as_a_new_one(landed, request):
    name = request.node.callspec.params["landed"]
    before = counts(connection)
    assert before["articles_article"] > 5
    call_command("migrate", verbosity=0)
    after = counts(connection)
    assert {table: number for table, number in before.items() if after.get(table, 0) < number} == {}

    for work in LONG_WORK:
        sum(work.batches(False))
    assert [sum(work.batches(True)) for work in LONG_WORK[:1]] == [0]
    if name in IN_NO_RECORD:
        with pytest.raises(CommandError, match=str(IN_NO_RECORD[name])):
            call_command("checkrecord")
    else:
        call_command("checkrecord")
    assert _tables(schema(connection)) == _tables(schema(landed))
    _readers_read_all()


def _tables(found):
    """Leave out the tables that exist only for tests."""
    return {table: said for table, said in found.items() if not table.startswith("bulletins_")}


def _readers_read_all():
    client = Client(headers={"host": settings.ALLOWED_HOSTS[0]})
    shown = [*Article.objects.published(), *Notice.objects.published(), *Answer.objects.published()]
    addresses = ["/", "/notices/", "/questions/", "/search/?q=电梯", "/sitemap.xml"]
    addresses += [one.get_absolute_url() for one in (*shown, Place.objects.first(), Authority.objects.first())]
    failed = {address: client.get(address).status_code for address in addresses}
    assert {address: status for address, status in failed.items() if status != 200} == {}
