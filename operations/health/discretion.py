"""What may be told of an error, in the log or by mail: what broke and where, never what somebody had typed.

The text of an exception may hold anything: `int()` repeats what it could not read, PostgreSQL the whole row. So it is
told of those errors alone whose text is known. While DEBUG is on, on one's own machine, everything is shown.
"""

import os
import re
import traceback
from collections.abc import Iterator

from django.db import Error, connections

# What a database quotes after these words is a name out of the schema. Whatever else it quotes may have been typed.
QUOTED = re.compile(
    r"""(?P<name>
    \b(?:constraint|relation|column|table|index|sequence|function|schema|type|database|role|user|server\ at)
    \ (?P<mark>["'])[\w.:/-]+(?P=mark)) | ["'\[].*""",
    re.ASCII | re.VERBOSE,
)
CAUSED = "\nThe above exception was the direct cause of the following exception:\n\n"
MEANWHILE = "\nDuring handling of the above exception, another exception occurred:\n\n"


def words_of(error: BaseException) -> str:
    """Return as much of the text of `error` as nobody can have typed, mostly nothing.

    Of a database error that is its first line up to the first value: PostgreSQL's next line is “DETAIL: Failing row
    contains (…)”. Of an error of the system it is the reason without the name of the file.
    """
    if isinstance(error, (Error, *(connection.Database.Error for connection in connections.all()))):
        return QUOTED.sub(lambda part: part["name"] or "…", str(error).partition("\n")[0])
    if isinstance(error, OSError) and isinstance(error.errno, int):
        return f"[Errno {error.errno}] {os.strerror(error.errno)}"
    return ""


def name_of(error: BaseException) -> str:
    """Return the class of `error` as Python names it in a traceback, with the words that may be told."""
    kind = type(error)
    name = kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
    words = words_of(error)
    return f"{name}: {words}" if words else name


def traceback_of(error: BaseException) -> str:
    """Return where `error` and its causes arose, as Python prints it, with the words that may be told."""
    return "".join(_parts(error, set()))


def _parts(error: BaseException, known: set[int]) -> Iterator[str]:
    known.add(id(error))
    before, joint = error.__cause__, CAUSED
    if before is None and not error.__suppress_context__:
        before, joint = error.__context__, MEANWHILE
    if before is not None and id(before) not in known:
        yield from _parts(before, known)
        yield joint
    if error.__traceback__:
        yield "Traceback (most recent call last):\n"
        yield from traceback.format_tb(error.__traceback__)
    yield f"{name_of(error)}\n"
    for one in getattr(error, "exceptions", ()):
        yield "\nAmong them:\n\n"
        yield from _parts(one, known)
