"""Screens uploads. This is the only way by which a file becomes a Document."""

import json
import subprocess
import sys
from typing import Any, BinaryIO

from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.text import Truncator

from web.happenings import UPLOAD_REFUSED, happened

from ..findings import REFUSALS
from . import child
from .verdict import Screened

LONGEST_NAME = 80  # characters
PATIENCE = child.SECONDS + 10  # seconds by the clock, because the machine may be busy


def screen(upload: BinaryIO) -> Screened:
    """Return the Screened document in `upload`, an open binary file. Its name and declared type are ignored.

    Raises ValidationError with a sentence that tells the editor what to do. Its code is a key of REFUSALS. A file
    over DOCUMENT_MAX_BYTES is refused before it is read.
    """
    head, data = answer_of(child.__name__, upload)
    return Screened(data=data, **head)


def answer_of(work: str, upload: BinaryIO) -> tuple[dict[str, Any], bytes]:
    """Return what the process `work`, the name of its module, says of the file `upload`: what it tells, and bytes.

    Raises ValidationError as `screen` does.
    """
    upload.seek(0, 2)
    size = upload.tell()
    if size > settings.DOCUMENT_MAX_BYTES:
        raise refusal("too-large", size=filesizeformat(size), limit=filesizeformat(settings.DOCUMENT_MAX_BYTES))
    upload.seek(0)
    verdict = _asked(work, upload.read())
    if verdict is None:
        raise refusal("too-much-work")
    first_line, _newline, data = verdict.partition(b"\n")
    head = json.loads(first_line)
    if "refused" in head:
        raise refusal(head["refused"], **head["details"])
    return head, data


def refusal(code: str, **details: Any) -> ValidationError:
    """Return the ValidationError with the sentence for `code`. Words that come from the file are cut short."""
    happened.send(sender=None, what=UPLOAD_REFUSED, kind=code.replace("-", "_"))
    return ValidationError(REFUSALS[code], code=code, params={key: shorter(value) for key, value in details.items()})


def shorter(value: Any) -> Any:
    return Truncator(value).chars(LONGEST_NAME) if isinstance(value, str) else value


def _asked(work: str, data: bytes) -> bytes | None:
    """Return what the process `work` writes about `data`; None where it ran out of time or memory, or crashed."""
    try:
        done = subprocess.run(  # noqa: S603  (nothing of the command comes from outside)
            [sys.executable, "-m", work],
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
