"""What is dumped comes back, row by row, and a restore that fails changes nothing. On both kinds of database."""

from contextlib import closing, contextmanager
from io import BytesIO

import pytest
from django.db import connection

from operations.backup.backup_faults import BackupFault
from operations.backup.databases import KINDS, of_sqlite
from portal.testing import make_article

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]


SALT = b"salt" * 8


@pytest.fixture
def ours():
    make_article(body="<p>青禾市的老楼\t装上了“电梯”\\n</p>")
    return KINDS[connection.vendor](connection)


@pytest.fixture
def another(tmp_path):
    """An empty database of the same kind, besides that of the tests."""
    with closing(connection.copy()) as there, _empty_database(tmp_path) as name:
        there.settings_dict["NAME"] = name
        yield KINDS[connection.vendor](there)


@contextmanager
def _empty_database(folder):
    if connection.vendor == "sqlite":
        yield str(folder / "restored.sqlite3")
        return
    name = f"{connection.settings_dict['NAME']}_restored"
    with closing(connection.copy()) as own, own.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
        yield name
        cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


def dumped(database):
    with database.snapshot() as snapshot:
        with snapshot.dump() as dump:
            data = dump.read()
        return data, snapshot.tables(SALT)


def test_every_row_comes_back(ours, another):
    data, tables = dumped(ours)
    assert tables["articles_article"][0] == 1
    assert ours.tables_in(BytesIO(data), SALT) == tables
    assert another.is_empty()
    another.restore(BytesIO(data))
    assert not another.is_empty()
    assert another.tables(SALT) == tables == ours.tables(SALT)


def test_one_character_makes_another_digest(ours):
    before = ours.tables(SALT)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE articles_article SET title = 'x'")
    after = ours.tables(SALT)
    assert {name for name in before if before[name] != after[name]} == {"articles_article"}
    assert before["articles_article"][0] == after["articles_article"][0]


def test_another_salt_makes_another_digest(ours):
    before, after = ours.tables(SALT), ours.tables(b"more" * 8)
    assert all(
        rows == after[name][0] and (digest != after[name][1]) == bool(rows) for name, (rows, digest) in before.items()
    )


def test_sqlite_puts_nothing_aside_on_the_disk(ours):
    if connection.vendor != "sqlite":
        return
    asked = "PRAGMA temp_store"
    with ours.snapshot() as snapshot:
        assert snapshot.memory.execute(asked).fetchone() == (2,)
        data = snapshot.memory.serialize()
    with of_sqlite._opened(BytesIO(data)) as memory:
        assert memory.execute(asked).fetchone() == (2,)


def test_what_is_cut_off_changes_nothing_and_the_whole_replaces_what_was_there(ours, another):
    data, tables = dumped(ours)
    another.restore(BytesIO(data))
    with another.connection.cursor() as cursor:
        cursor.execute("DELETE FROM articles_article")
        cursor.execute("CREATE TABLE left_over (id integer)")
    changed = another.tables(SALT)
    another.connection.close()
    for cut in (len(data) // 2, len(data) - 100):
        with pytest.raises(BackupFault):
            another.restore(BytesIO(data[:cut]))
        assert another.tables(SALT) == changed
    another.restore(BytesIO(data))
    assert another.tables(SALT) == tables


def test_what_fails_while_it_is_read_changes_nothing(ours, another):
    data, tables = dumped(ours)
    another.restore(BytesIO(data))

    class Failing(BytesIO):
        def read(self, size=-1):
            if self.tell() > len(data) // 2:
                raise BackupFault("half of it was another one")
            return super().read(min(size, 10_000))

    with pytest.raises(BackupFault, match="half of it"):
        another.restore(Failing(data))
    assert another.tables(SALT) == tables


def test_the_password_is_no_argument(ours, monkeypatch):
    if connection.vendor != "postgresql":
        assert b"password" not in dumped(ours)[0][:100]
        return
    seen = []
    from operations.backup.databases import of_postgresql

    class Popen(of_postgresql.subprocess.Popen):
        def __init__(self, command, **options):
            seen.append((command, options["env"]))
            super().__init__(command, **options)

    monkeypatch.setattr(of_postgresql.subprocess, "Popen", Popen)
    monkeypatch.setitem(connection.settings_dict, "PASSWORD", "not-for-everybody")
    dumped(ours)
    ((command, environment),) = seen
    assert not any("not-for-everybody" in argument for argument in command)
    assert environment["PGPASSWORD"] == "not-for-everybody"
