"""Keep the database of the environment as a small file of statements (README.md). It takes most of its rows away."""

import gzip
import os
import subprocess
import sys
from collections import defaultdict

import django

# {table: (the column whose every value is kept, how many rows of each)}; what belongs to others goes with them.
KEPT = {
    "articles_article": ("state", 3),
    "notices_notice": ("state", 4),
    "questions_case": ("status", 1),
    "questions_answer": ("state", 2),
}
INDEX, TOKENS = "search_indexentry", "search_grams"


def trim(connection):
    """Delete all rows of the tables in KEPT but a few, and whatever refers to a deleted row."""
    from django.db import transaction

    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA foreign_keys=OFF")
        with transaction.atomic():
            if connection.vendor == "postgresql":
                cursor.execute("SET CONSTRAINTS ALL DEFERRED")
            for table, keys in _superfluous(connection, cursor).items():
                key = connection.introspection.get_primary_key_column(cursor, table)
                cursor.execute(f"DELETE FROM {table} WHERE {key} IN ({_listed(keys)})")
            cursor.execute(f"DELETE FROM {TOKENS} WHERE rowid NOT IN (SELECT id FROM {INDEX})")
            cursor.execute("DELETE FROM django_session")


def _superfluous(connection, cursor):
    """Return {table: keys of its rows to delete}, for the tables in KEPT and all that refer to them."""
    ask = connection.introspection
    tables = [table for table in ask.table_names(cursor) if ask.get_primary_key_column(cursor, table)]
    columns = {table: [c.name for c in ask.get_table_description(cursor, table)] for table in tables}
    referring = defaultdict(list)
    for table in tables:
        for column, (_other, parent, *_rest) in ask.get_relations(cursor, table).items():
            referring[parent].append((table, column))
    waiting = [(table, _more_than(cursor, table, *kept)) for table, kept in KEPT.items()]
    found = defaultdict(set)
    while waiting:
        table, keys = waiting.pop()
        if not (keys := keys - found[table]):
            continue
        found[table] |= keys
        for child, column in referring[table]:
            waiting.append((child, _keys(cursor, child, f"{column} IN ({_listed(keys)})")))
        room, _line, kind = table.partition("_")
        of_kind = f"(SELECT id FROM django_content_type WHERE app_label = '{room}' AND model = '{kind}')"
        one_of = f"content_type_id = {of_kind} AND CAST(object_id AS text) IN ({_listed(map(str, keys))})"
        generic = [child for child in tables if {"content_type_id", "object_id"} <= set(columns[child])]
        waiting += [(child, _keys(cursor, child, one_of)) for child in generic]
        kinds = "'article', 'tip'" if kind == "article" else f"'{kind}'"
        waiting.append((INDEX, _keys(cursor, INDEX, f"kind IN ({kinds}) AND object_id IN ({_listed(keys)})")))
    return found


def _more_than(cursor, table, column, most):
    """Return the keys of those rows of `table` that are more than `most` with one value of `column`."""
    cursor.execute(f"SELECT id, {column} FROM {table} ORDER BY id")
    seen, more = defaultdict(int), set()
    for key, value in cursor.fetchall():
        seen[value] += 1
        if seen[value] > most:
            more.add(key)
    return more


def _keys(cursor, table, condition):
    cursor.execute(f"SELECT * FROM {table} WHERE {condition}")
    return {row[0] for row in cursor.fetchall()}  # Django's key is the first column


def _listed(values):
    return ", ".join(map(repr, values))


def statements_of_sqlite(connection):
    """Yield the statements that make the database anew; a virtual table as one, without the tables below it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type DESC, name"
        )
        made = [row for row in cursor.fetchall() if not row[1].startswith("sqlite_")]
        virtual = {name for _type, name, _table, sql in made if sql.startswith("CREATE VIRTUAL")}
        below = {name for _type, name, *_rest in made for table in virtual if name.startswith(f"{table}_")}
        indexes = []
        for kind, name, table, sql in made:
            if kind != "table":
                indexes.append(sql)
            elif name not in below and table not in below:
                yield sql
                yield from _inserts(cursor, name, with_rowid=name in virtual)
        yield from indexes


def _inserts(cursor, table, with_rowid):
    cursor.execute(f'PRAGMA table_info("{table}")')
    names = ["rowid"] * with_rowid + [row[1] for row in cursor.fetchall()]
    quoted = ", ".join(f'"{name}"' for name in names)
    values = " || ', ' || ".join(f'quote("{name}")' for name in names)
    cursor.execute(f'SELECT {values} FROM "{table}" ORDER BY 1')
    for (row,) in cursor.fetchall():
        yield f'INSERT INTO "{table}" ({quoted}) VALUES ({row})'


def text_of_postgresql(connection):
    """Return what pg_dump says, without its remarks and what only psql understands."""
    database = connection.settings_dict
    dumped = subprocess.run(
        ["pg_dump", "--no-owner", "--no-privileges", "--inserts", "--dbname", database["NAME"]],
        env={
            **os.environ,
            "PGHOST": database["HOST"],
            "PGPORT": str(database["PORT"]),
            "PGUSER": database["USER"],
            "PGPASSWORD": database["PASSWORD"],
        },
        check=True,
        capture_output=True,
        text=True,
    )
    lines = dumped.stdout.splitlines()
    return "\n".join(line for line in lines if line and not line.startswith(("--", "\\")))


def main(path):
    from django.db import connection

    trim(connection)
    if connection.vendor == "sqlite":
        text = "".join(f"{statement};\n" for statement in statements_of_sqlite(connection))
    else:
        text = text_of_postgresql(connection)
    with open(f"{path}.{connection.vendor}.sql.gz", "wb") as file:
        file.write(gzip.compress(text.encode(), mtime=0))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    django.setup()
    main(sys.argv[1])
