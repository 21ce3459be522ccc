"""Lets a document in: the one way by which any file becomes a Document."""

import json
import subprocess
import sys

from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.text import Truncator

from ..findings import REFUSALS
from . import child
from .verdict import Screened

LONGEST_NAME = 80  # characters
PATIENCE = child.SECONDS + 10  # seconds by the clock, where the machine is busy


def screen(upload):
    """Return the Screened document in `upload`, an open binary file; its name and declared type are not asked.

    Raises ValidationError with a sentence for the editor that says what to do, its code a key
    of REFUSALS. A file over DOCUMENT_MAX_BYTES is refused before it is read.
    """
    upload.seek(0, 2)
    size = upload.tell()
    if size > settings.DOCUMENT_MAX_BYTES:
        raise refusal("too-large", size=filesizeformat(size), limit=filesizeformat(settings.DOCUMENT_MAX_BYTES))
    upload.seek(0)
    verdict = _examined(upload.read())
    if verdict is None:
        raise refusal("too-much-work")
    head, _newline, data = verdict.partition(b"\n")
    head = json.loads(head)
    if "refused" in head:
        raise refusal(head["refused"], **head["details"])
    return Screened(data=data, **head)


def refusal(code, **details):
    """The sentence for `code`; what comes from the file is cut short."""
    return ValidationError(REFUSALS[code], code=code, params={key: shorter(value) for key, value in details.items()})


def shorter(value):
    return Truncator(value).chars(LONGEST_NAME) if isinstance(value, str) else value


def _examined(data):
    """What the process says that examines `data`; None where it ran out of time or memory, or broke down."""
    try:
        done = subprocess.run(  # noqa: S603  (nothing of the command comes from outside)
            [sys.executable, "-m", child.__name__],
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=settings.BASE_DIR,
            env={"PYTHONPATH": str(settings.BASE_DIR), "LANG": "C.UTF-8"},
            timeout=PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return None
    return done.stdout if done.returncode == 0 else None
