"""PostgreSQL: pg_dump and pg_restore, with the snapshot in which the rows are counted.

The password goes to them as Django hands it to `dbshell`: in the environment, never among the arguments.
"""

import os
import re
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from threading import Thread
from typing import Any

from django.utils.translation import gettext as _

from .. import streams
from ..backup_faults import BackupFault
from .tables import WITHOUT_ROWS, Digest, digest_of, quoted

# What COPY writes depends on these. pg_dump sets them so by itself, but for the time zone.
AS_PG_DUMP_WRITES = """
    SET TIME ZONE 'UTC'; SET DateStyle = ISO; SET IntervalStyle = postgres; SET extra_float_digits = 3;
    SET bytea_output = hex; SET client_encoding = 'UTF8'
"""
TABLES = """
    SELECT relname FROM pg_class
    WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r' ORDER BY relname COLLATE "C"
"""
# What is dropped before a restore: all that the schema has, but for what belongs to an extension.
DROPS = """
    SELECT format('DROP %s IF EXISTS %s CASCADE;', kind, thing) FROM (
        SELECT CASE relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'S' THEN 'SEQUENCE'
            ELSE 'TABLE' END AS kind, oid::regclass::text AS thing, oid, 'pg_class'::regclass AS class FROM pg_class
        WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'S')
        UNION ALL
        SELECT 'ROUTINE', oid::regprocedure::text, oid, 'pg_proc'::regclass FROM pg_proc
        WHERE pronamespace = current_schema()::regnamespace
    ) AS things
    WHERE NOT EXISTS (
        SELECT FROM pg_depend WHERE classid = class AND objid = things.oid AND deptype IN ('e', 'i', 'a')
    )
"""


class PostgreSQL:
    """The PostgreSQL of Django's `connection`. Everything is read by connections of its own."""

    vendor = "postgresql"

    def __init__(self, connection: Any) -> None:
        self.connection = connection

    @property
    def version(self) -> str:
        with self._cursor() as cursor:
            return cursor.execute("SHOW server_version").fetchone()[0]

    @contextmanager
    def snapshot(self) -> Iterator["SnapshotOfPostgreSQL"]:
        """Give the database as it is now, however long that is looked at."""
        with self._cursor() as cursor:
            cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield SnapshotOfPostgreSQL(self, cursor, cursor.execute("SELECT pg_export_snapshot()").fetchone()[0])

    def is_empty(self) -> bool:
        with self._cursor() as cursor:
            return cursor.execute(TABLES).fetchone() is None

    def tables(self, salt: bytes) -> dict[str, list]:
        with self._cursor() as cursor:
            return digests(cursor, salt)

    def tables_in(self, dump: Any, salt: bytes) -> dict[str, list]:
        """Return what `tables` would return once the stream `dump` is restored. No database is needed for that."""
        found: dict[str, list] = {}
        with self._script(dump) as script:
            table, digest = "", Digest(salt)
            for line in script:
                if table and line == b"\\.\n":
                    found[table], table, digest = digest.value, "", Digest(salt)
                elif table:
                    digest.add(line)
                elif line.startswith(b"CREATE TABLE "):
                    found[_table_of(line)] = digest_of((), salt)
                elif line.startswith(b"COPY ") and line.endswith(b" FROM stdin;\n"):
                    table = _table_of(line)
        return found

    def restore(self, dump: Any) -> None:
        """Put the stream `dump` in the place of all that is there. It succeeds, or changes nothing."""
        with self._cursor() as cursor:
            drops = "\n".join(line for (line,) in cursor.execute(DROPS).fetchall())
            schema = _schema(cursor)
        self.connection.close()
        begin = f"SET client_min_messages = warning;\nBEGIN;\nSET LOCAL lock_timeout = '20s';\n{drops}\n"
        arguments = ["--no-psqlrc", "--quiet", "--set", "ON_ERROR_STOP=1"]
        ended = suppress(BrokenPipeError)  # psql has ended, and its complaint is raised
        with self._program("psql", arguments, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL) as psql, ended:
            psql.stdin.write(begin.encode())
            with self._script(dump, f"--schema={schema}") as script:
                streams.copy(script, psql.stdin)
            psql.stdin.write(b"\nCOMMIT;\n")  # only now, when all has been read and found whole
            psql.stdin.flush()

    @contextmanager
    def _script(self, dump: Any, *more: str) -> Iterator[Any]:
        """Give the SQL that pg_restore makes of the stream `dump`."""
        faults: list[BaseException] = []

        def feed() -> None:
            with suppress(BrokenPipeError), closing(program.stdin) as stdin:
                try:
                    streams.copy(dump, stdin)
                except BrokenPipeError:
                    raise
                except BaseException as fault:
                    faults.append(fault)
                    program.kill()

        arguments, pipe = ["--no-owner", "--no-privileges", "--file=-", *more], subprocess.PIPE
        try:
            with self._program("pg_restore", arguments, is_connected=False, stdin=pipe, stdout=pipe) as program:
                feeding = Thread(target=feed, daemon=True)
                feeding.start()
                try:
                    yield program.stdout
                except BaseException:
                    program.kill()
                    raise
                finally:
                    feeding.join()
        except BackupFault:
            if faults:  # what the stream said, not that its reader was ended
                raise faults[0] from None
            raise

    @contextmanager
    def _program(self, name: str, arguments: list[str], *, is_connected: bool = True, **pipes: Any) -> Iterator[Any]:
        """Run a program of PostgreSQL within this. Raises BackupFault with the first line of what it complains of.

        The first only: what follows may quote rows. If anything is raised within this, the program is ended.
        """
        client, database = self.connection.client, self.connection.settings_dict
        (_psql, *connecting), variables = client.settings_to_cmd_args_env(database, ["--dbname"])
        command = [name, *arguments, *(connecting if is_connected else [])]
        environment = {**os.environ, **(variables or {}), "PGTZ": "UTC"}
        with tempfile.TemporaryFile() as complaints:
            try:
                program = subprocess.Popen(command, env=environment, stderr=complaints, **pipes)  # noqa: S603
            except FileNotFoundError:
                raise BackupFault(
                    _("%s is not installed: it comes with PostgreSQL's clients (Debian: postgresql-client).") % name
                ) from None
            try:
                yield program
            except BaseException:
                program.kill()
                raise
            finally:
                for pipe in filter(None, (program.stdin, program.stdout)):
                    with suppress(BrokenPipeError):
                        pipe.close()
                program.wait()
            if program.returncode:
                complaints.seek(0)
                first = complaints.readline().decode(errors="replace").strip()
                raise BackupFault(_("%(program)s failed: %(words)s") % {"program": name, "words": first})

    @contextmanager
    def _cursor(self) -> Iterator[Any]:
        """Give a cursor of psycopg on a connection of its own, on which COPY writes as pg_dump does."""
        with closing(self.connection.copy()) as own:
            own.ensure_connection()
            cursor = own.connection.cursor()
            cursor.execute(AS_PG_DUMP_WRITES)
            yield cursor


class SnapshotOfPostgreSQL:
    def __init__(self, database: PostgreSQL, cursor: Any, name: str) -> None:
        self.database, self.cursor, self.name = database, cursor, name

    def tables(self, salt: bytes) -> dict[str, list]:
        return digests(self.cursor, salt)

    @contextmanager
    def dump(self) -> Iterator[Any]:
        """Give what pg_dump writes, as it writes it. Raises BackupFault at the end if it failed."""
        left_out = [f"--exclude-table-data={table}" for table in WITHOUT_ROWS]
        of_ours = [f"--schema={_schema(self.cursor)}", f"--snapshot={self.name}"]
        arguments = ["--format=custom", "--no-owner", "--no-privileges", *of_ours, *left_out]
        with self.database._program("pg_dump", arguments, stdout=subprocess.PIPE) as program:
            yield program.stdout


def _schema(cursor: Any) -> str:
    """Return the schema in which the site's tables are. What others keep in the database is no part of the site."""
    return cursor.execute("SELECT current_schema()").fetchone()[0]


def digests(cursor: Any, salt: bytes) -> dict[str, list]:
    names = [name for (name,) in cursor.execute(TABLES).fetchall()]
    return {name: digest_of(() if name in WITHOUT_ROWS else _rows(cursor, name), salt) for name in names}


def _rows(cursor: Any, table: str) -> Iterator[bytes]:
    """Yield the lines that COPY writes of `table`."""
    with cursor.copy(f"COPY {quoted(table)} TO STDOUT") as copy:
        rest = b""
        for block in copy:
            *lines, rest = (rest + bytes(block)).split(b"\n")
            for line in lines:
                yield line + b"\n"


def _table_of(line: bytes) -> str:
    """Return the name of the table in a line such as `COPY public.auth_user (id, …`."""
    name = re.search(rb' (?:\w+|"[^"]+")\.(\w+|"[^"]+") \(', line)
    return name[1].decode().strip('"') if name else ""
