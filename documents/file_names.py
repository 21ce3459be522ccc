"""The names under which readers save documents. They are safe on every system and do not mislead."""

from pathlib import PurePath

from django.utils.translation import gettext

from text.invisible import is_blank

FORBIDDEN = set('/\\:*?"<>|')


def name_from(file_name: str, limit: int) -> str:
    """Return a name of at most `limit` characters for a document, made from the name of its file."""
    stem = PurePath(file_name.replace("\\", "/")).stem
    return clean_name(stem)[:limit].strip(" .") or gettext("Untitled document")


def clean_name(typed: str) -> str:
    """Return `typed` without characters that no file name may hold, such as marks that change the writing direction."""
    return " ".join("".join(map(_safe, typed)).split()).strip(" .")


def _safe(character: str) -> str:
    return " " if is_blank(character) or character in FORBIDDEN else character
