"""What a request writes to the database, seen in the statements that it sends."""

import re
from contextlib import contextmanager

from django.db import connection

from transactions.before_commit import catch_up

WRITES = re.compile(r'\s*(?:INSERT(?: OR \w+)? INTO|REPLACE INTO|UPDATE|DELETE FROM)\s+"?(\w+)', re.IGNORECASE)


@contextmanager
def tables_written():
    """Yield a set that fills with the names of the tables to which a statement writes, were it no row at last."""
    catch_up()  # what was left for a commit that does not come within a test is no doing of this request
    tables = set()

    def note(execute, sql, params, many, context):
        if found := WRITES.match(sql):
            tables.add(found[1])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield tables
