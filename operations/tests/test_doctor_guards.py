"""What somebody took out of the database by hand is missed, whatever it is."""

import pytest
from django.db import connection

from operations.doctor import database_server, guards

pytestmark = pytest.mark.django_db


def found():
    return " ".join(trouble.wrong for trouble in guards.look())


def do(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)


def test_all_that_the_migrations_made_is_there():
    assert found() == ""
    assert list(guards.look_at_migrations()) == list(database_server.look()) == []


def test_an_index_by_its_name_a_unique_one_and_a_table():
    do("DROP INDEX run_by_command")
    assert found() == "数据表jobs_run缺少：run_by_command。"
    do("DROP TABLE editorial_presence")
    assert "缺少数据表editorial_presence。" in found()


def test_a_constraint_that_guards_the_record():
    if connection.vendor == "postgresql":
        do("ALTER TABLE editorial_override DROP CONSTRAINT override_says_why")
        do("ALTER TABLE editorial_override DROP CONSTRAINT override_once_per_finding")
    else:
        _without_on_sqlite("override_says_why", "override_once_per_finding")
    assert found() == "数据表editorial_override缺少：override_once_per_finding、override_says_why。"


def _without_on_sqlite(*names):
    """Make the table anew without some of its constraints, as a hand that edits the schema does."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT sql FROM sqlite_master WHERE name = 'editorial_override'")
        (sql,) = cursor.fetchone()
    head, _bracket, body = sql.partition("(")
    parts = [part for part in _split(body.rstrip(")")) if not any(name in part for name in names)]
    do("DROP TABLE editorial_override")
    do(f"{head}({','.join(parts)})")
    do("CREATE INDEX override_by_time ON editorial_override (at)")
    for column in ("actor_id", "content_type_id"):
        do(f"CREATE INDEX override_{column} ON editorial_override ({column})")


def _split(text):
    """Split a list at the commas that are in no brackets."""
    depth, parts = 0, [""]
    for character in text:
        depth += {"(": 1, ")": -1}.get(character, 0)
        if character == "," and not depth:
            parts.append("")
        else:
            parts[-1] += character
    return parts


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has neither")
class TestOnPostgreSQL:
    def test_what_is_there_and_does_not_hold(self):
        do("ALTER TABLE editorial_override DROP CONSTRAINT override_says_why")
        do("ALTER TABLE editorial_override ADD CONSTRAINT override_says_why CHECK (reason <> '') NOT VALID")
        do("UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'run_by_command'::regclass")
        assert found() == (
            "这些约束或索引在库里，却没有生效：editorial_override.override_says_why、jobs_run.run_by_command。"
        )

    def test_a_foreign_key_a_unique_column_an_index_of_one_column_and_the_index_of_the_search(self):
        do("ALTER TABLE questions_contact ALTER COLUMN address DROP NOT NULL")
        do("DROP INDEX search_grams_tokens")
        with connection.cursor() as cursor:
            known = connection.introspection.get_constraints(cursor, "logins_throttle")
            bound = connection.introspection.get_constraints(cursor, "notices_sheet")
        (index,) = [name for name, one in known.items() if one["columns"] == ["forgiven_at"]]
        (foreign,) = [name for name, one in bound.items() if one["foreign_key"]]
        do(f"DROP INDEX {index}")
        do(f"ALTER TABLE notices_sheet DROP CONSTRAINT {foreign}")
        said = found()
        assert "logins_throttle缺少：index forgiven_at" in said
        assert "notices_sheet缺少：foreign key made_by_id" in said
        assert "search_grams缺少：search_grams_tokens" in said

    def test_a_database_that_takes_nothing(self):
        do("SET TRANSACTION READ ONLY")
        assert [trouble.wrong for trouble in database_server.look()] == ["数据库只能读，写不进去。"]
