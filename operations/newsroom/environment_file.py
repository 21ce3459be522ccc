"""The file of the site's environment. It is only ever added to: a value that stands there is never changed."""

import os
import re
from pathlib import Path

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from text.control_characters import CONTROL_CHARACTERS

LINE = re.compile(r"(?:export )?([A-Z][A-Z0-9_]*)=(.*)")
MODE = 0o600  # it holds the key of the site


def values_in(path):
    """Return {variable: its value} of the file at `path`, without quotes; {} where there is no such file."""
    path = Path(path)
    if not path.exists():
        return {}
    found = (LINE.fullmatch(line.strip()) for line in path.read_text(encoding="utf-8").splitlines())
    return {line[1]: line[2].strip().strip("'\"") for line in found if line}


def missing_from(path, variables):
    """Return those of `variables` ({name: value}) that the file at `path` lacks, or has without a value."""
    there = values_in(path)
    return {name: value for name, value in variables.items() if value and not there.get(name)}


def add_to(path, variables):
    """Append `variables` to the file at `path`, which is made if it is not there. Only its owner may read it.

    Raises OSError where it cannot be written.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, MODE)
    with os.fdopen(descriptor, "r+", encoding="utf-8") as file:
        os.fchmod(descriptor, MODE)
        text = file.read()
        begin = "\n" if text and not text.endswith("\n") else ""
        file.write(begin + "".join(f"{name}='{value}'\n" for name, value in variables.items()))
        file.flush()
        os.fsync(descriptor)


def check_value(name, value):
    """Raise ValidationError where a shell and systemd would not read `value` alike between single quotes."""
    if "'" in value or "\\" in value or CONTROL_CHARACTERS.search(value) or len(value.splitlines()) > 1:
        raise ValidationError(
            _("%s can hold no single quotation mark ', no backslash and no line break. Write ’ for a mark.") % name
        )
