"""Reads the folder `sample/`: TOML for lists, and for articles TOML front matter above an HTML body."""

import re
import tomllib
from datetime import timedelta

from django.conf import settings

FOLDER = settings.BASE_DIR / "sample"
LISTS = ("places", "authorities", "columns", "contributors", "photos", "topics")
DAY = re.compile(r"\{d(?P<offset>[+-]?\d+)\}")


class SampleError(Exception):
    """The sample content is not as sample/README.md describes it; says in which file."""


def read_list(name, today):
    """Return the rows of sample/<name>.toml."""
    (rows,) = _parse(FOLDER / f"{name}.toml", today).values()
    return rows


def read_articles(today):
    """Return {"<column>/<file stem>": (front matter, body)} of every article."""
    return {
        f"{path.parent.name}/{path.stem}": _parse_article(path, today)
        for path in sorted((FOLDER / "articles").glob("*/*.html"))
    }


def _parse_article(path, today):
    _before, separator, rest = path.read_text(encoding="utf-8").partition("+++\n")
    matter, separator_after, body = rest.partition("\n+++\n")
    if not (separator and separator_after):
        raise SampleError(f"{path}: front matter between two lines +++ is missing")
    return _toml(matter, path, today), _dated(body, today)


def _parse(path, today):
    return _toml(path.read_text(encoding="utf-8"), path, today)


def _toml(text, path, today):
    try:
        return tomllib.loads(_dated(text, today))
    except tomllib.TOMLDecodeError as error:
        raise SampleError(f"{path}: {error}") from error


def _dated(text, today):
    """Write {d-3} as the date three days before `today`: 11月19日."""

    def written(match):
        day = today + timedelta(days=int(match["offset"]))
        return f"{day.month}月{day.day}日"

    return DAY.sub(written, text)
