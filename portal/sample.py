"""Reads the folder `sample/`.

Lists and cases are TOML. An article is an HTML body below TOML front matter.
"""

import re
import tomllib
from datetime import timedelta

from django.conf import settings

from editorial.sample import SampleError, naming

FOLDER = settings.BASE_DIR / "sample"
DAY = re.compile(r"\{d(?P<offset>[+-]?\d+)\}")
YEAR = re.compile(r"\{y(?P<offset>-\d+)?\}")


def read_list(name, today):
    """Return the rows of sample/<name>.toml."""
    tables = list(_toml(FOLDER / f"{name}.toml", today).values())
    if len(tables) != 1 or not isinstance(tables[0], list):
        raise SampleError(f"{name}.toml: it has to hold tables of one name, and nothing else")
    return tables[0]


def read_articles(today):
    """Return {"<column>/<file stem>": the front matter with the body} of every article."""
    return {
        f"{path.parent.name}/{path.stem}": _parse_article(path, today)
        for path in sorted((FOLDER / "articles").glob("*/*.html"))
    }


def read_cases(today):
    """Return {"<desk>/<file stem>": what the file holds} of every case."""
    return {
        f"{path.parent.name}/{path.stem}": _toml(path, today) for path in sorted((FOLDER / "cases").glob("*/*.toml"))
    }


def read_notices(today):
    """Return the tables of all notices. The name of a file is the slug of the kind of its notices."""
    return [
        {**table, "kind": path.stem}
        for path in sorted((FOLDER / "notices").glob("*.toml"))
        for table in _toml(path, today)["notice"]
    ]


def check(stories, topics, texts):
    """Raise SampleError for a story of the desk that no article can have."""
    names = [story.get("name") for story in stories]
    in_topics = {entry["article"] for topic in topics for entry in topic["entries"]}
    for name in names:
        with naming(f"desk.toml: {name}"):
            if name not in texts:
                raise ValueError("there is no such article")
            if name in in_topics:
                raise ValueError("an article of a topic cannot be on the desk")
            if names.count(name) > 1:
                raise ValueError("it is there twice")


def _parse_article(path, today):
    with naming(path.relative_to(FOLDER)):
        _before, matter, body = _dated(path, today).split("+++\n", 2)
        return {**tomllib.loads(matter), "body": body}


def _toml(path, today):
    with naming(path.relative_to(FOLDER)):
        return tomllib.loads(_dated(path, today))


def _dated(path, today):
    """Return the text of a file with {d-3} written as the date three days before `today`: 11月19日.

    {y} becomes the year of `today`, and {y-1} the year before.
    """

    def written(match):
        day = today + timedelta(days=int(match["offset"]))
        return f"{day.month}月{day.day}日"

    text = YEAR.sub(lambda match: str(today.year + int(match["offset"] or 0)), path.read_text(encoding="utf-8"))
    return DAY.sub(written, text)
