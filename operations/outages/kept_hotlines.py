"""The city's hotlines in files, for pages that have no database to ask: who needs a plumber needs one today.

Each process writes them when it starts, and whenever a number changes. FILE holds what the page of all hotlines
shows; PIECE is the same as HTML, which nginx puts into its own page while there is no site at all (`deploy/nginx/`).
"""

import json
import logging
import os
from pathlib import Path

from django.conf import settings
from django.db import Error, transaction
from django.db.models.signals import post_delete, post_save
from django.template.loader import render_to_string

from directory.models import Authority, Hotline

logger = logging.getLogger(__name__)

FILE, PIECE = "hotlines.json", "hotlines.html"


def keep() -> None:
    """Write the hotlines anew. Where they cannot be read or written now, the file stays as it is."""
    try:
        authorities = Authority.objects.with_hotlines()
        shown = [
            {"holder": str(authority), "purpose": one.purpose, "number": one.number, "tel": one.tel_uri}
            for authority in authorities
            for one in authority.hotlines.all()
        ]
        _write(FILE, json.dumps(shown, ensure_ascii=False))
        newspaper = settings.NEWSPAPER
        _write(PIECE, render_to_string("operations/hotlines_piece.html", {"newspaper": newspaper, "hotlines": shown}))
    except (Error, OSError) as error:
        logger.warning("The hotlines for times without a database could not be kept: %s", error)


def kept() -> list[dict[str, str]]:
    """Return the hotlines as they were kept last, as {holder, purpose, number, tel}; none where there is no file."""
    try:
        return json.loads(_place(FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []


def keep_after_changes() -> None:
    """Keep them anew whenever a hotline or its authority changes."""
    for model in (Authority, Hotline):
        for signal in (post_save, post_delete):
            signal.connect(_changed, sender=model, dispatch_uid=f"{__name__}.{model.__name__}")


def _changed(**_signal) -> None:
    transaction.on_commit(keep)


def _write(name: str, text: str) -> None:
    fresh = _place(f"{name}.{os.getpid()}.new")  # two workers may write at once
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(_place(name))


def _place(name: str) -> Path:
    return Path(settings.VAR_DIR) / name
