"""Reads the file that describes a paper (docs/newsroom.example.toml)."""

import tomllib
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from . import paper_identity
from .csv_sheets import SHEETS
from .file_faults import in_words
from .kinds_of_rows import TABLES
from .people import PERSON_KEYS

USUAL_KINDS = settings.BASE_DIR / "sample" / "kinds.toml"
USUAL = "usual_kinds"
# {table or list of tables: its keys}.
KNOWN = {
    "paper": set(paper_identity.PAPER),
    "site": set(paper_identity.SITE),
    "files": set(SHEETS),
    "notices": {USUAL},
    "person": set(PERSON_KEYS),
    **{name: set(table.keys) for name, table in TABLES.items()},
}
SINGLE = ("paper", "site", "files", "notices")
LISTS = ("does", "members")  # keys that hold several texts


@dataclass
class Paper:
    """What is to be there. `rows` are {name of a list: its tables}, `sheets` {name: path of a CSV file}."""

    paper: dict = field(default_factory=dict)
    site: dict = field(default_factory=dict)
    people: list = field(default_factory=list)
    rows: dict = field(default_factory=dict)
    sheets: dict = field(default_factory=dict)


def read_paper(path):
    """Return the Paper that the file at `path` describes.

    Raises ValidationError with all that is wrong with its form.
    """
    path = Path(path)
    try:
        data = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as fault:
        raise ValidationError(
            _("%(file)s cannot be read: %(fault)s.") % {"file": path, "fault": in_words(fault)}
        ) from None
    except UnicodeDecodeError:
        raise ValidationError(_("%s is not UTF-8. Save it as UTF-8.") % path) from None
    except tomllib.TOMLDecodeError as fault:
        raise ValidationError(_("%(file)s is no TOML: %(fault)s.") % {"file": path, "fault": fault}) from None
    return paper_of(data, path.parent)


def paper_of(data, folder):
    """Return the Paper that `data`, a dict, describes. Paths are read from `folder`."""
    if faults := list(_faults(data)):
        raise ValidationError(faults)
    rows = {name: data.get(name, []) for name in TABLES}
    if data.get("notices", {}).get(USUAL):
        own = {table.get("name") for table in rows["kind"]}
        rows["kind"] = rows["kind"] + [table for table in usual_kinds() if table["name"] not in own]
    sheets = {name: folder / path for name, path in data.get("files", {}).items() if path}
    return Paper(data.get("paper", {}), data.get("site", {}), data.get("person", []), rows, sheets)


def usual_kinds():
    """Return the tables of the kinds of notices that papers have: their words name no city."""
    return tomllib.loads(USUAL_KINDS.read_text(encoding="utf-8"))["kind"]


def _faults(data):
    for name, value in data.items():
        form = f"[{name}]" if name in SINGLE else f"[[{name}]]"
        tables = [value] if name in SINGLE else value
        if name not in KNOWN:
            yield _("There is no part “%s”.") % name + _near(name, KNOWN)
        elif not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
            yield _("“%(name)s” has to be written as %(form)s.") % {"name": name, "form": form}
        else:
            for number, table in enumerate(tables, start=1):
                for key in sorted(table.keys() - KNOWN[name]):
                    words = {"form": form, "number": number, "key": key}
                    yield _("%(form)s no. %(number)d: there is no “%(key)s”.") % words + _near(key, KNOWN[name])
                for key, said in table.items():
                    words = {"form": form, "number": number, "key": key}
                    if key in LISTS and not _is_list_of_texts(said):
                        yield _("%(form)s no. %(number)d: “%(key)s” is a list, as ['…', '…'].") % words
                    elif key not in LISTS and isinstance(said, list | dict):
                        yield _("%(form)s no. %(number)d: “%(key)s” is no list.") % words


def _is_list_of_texts(said):
    return isinstance(said, list) and all(isinstance(one, str) for one in said)


def _near(name, names):
    near = get_close_matches(name, names, n=1)
    return _(" Is “%s” meant?") % near[0] if near else ""
