"""Reads the folder `sample/`.

Lists and cases are TOML. An article is an HTML body below TOML front matter.
"""

import re
import tomllib
from datetime import timedelta

from django.conf import settings

import notices.sample
import questions.sample
from editorial.sample import ACTIONS
from portal.demo_people import PEOPLE

FOLDER = settings.BASE_DIR / "sample"
LISTS = (
    "places", "authorities", "columns", "contributors", "photos", "topics", "words", "desk", "desks", "kinds",
    "promoted",
)  # fmt: skip
WHEN = {"days_ago", "time", "minutes_ago", "who", "does"}
STEP_KEYS = WHEN | {"comment", "changes", "readers", "code"}
CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
DAY = re.compile(r"\{d(?P<offset>[+-]?\d+)\}")
YEAR = re.compile(r"\{y(?P<offset>-\d+)?\}")


class SampleError(Exception):
    """The sample content is not as sample/README.md describes it; says in which file."""


def read_list(name, today):
    """Return the rows of sample/<name>.toml."""
    path = FOLDER / f"{name}.toml"
    tables = list(_toml(path.read_text(encoding="utf-8"), path, today).values())
    if len(tables) != 1 or not isinstance(tables[0], list):
        raise SampleError(f"{path}: it has to hold tables of one name, and nothing else")
    return tables[0]


def read_articles(today):
    """Return {"<column>/<file stem>": (front matter, body)} of every article."""
    return {
        f"{path.parent.name}/{path.stem}": _parse_article(path, today)
        for path in sorted((FOLDER / "articles").glob("*/*.html"))
    }


def read_cases(today):
    """Return {"<desk>/<file stem>": what the file holds} of every case."""
    return {
        f"{path.parent.name}/{path.stem}": _toml(path.read_text(encoding="utf-8"), path, today)
        for path in sorted((FOLDER / "cases").glob("*/*.toml"))
    }


def read_notices(today):
    """Return the rows of all notices. The name of a file is the slug of the kind of its notices."""
    rows = []
    for path in sorted((FOLDER / "notices").glob("*.toml")):
        found = _toml(path.read_text(encoding="utf-8"), path, today)
        rows += [{**row, "kind": path.stem} for row in found["notice"]]
    if fault := notices.sample.fault_of([{name: row[name] for name in row if name != "kind"} for row in rows]):
        raise SampleError(f"{FOLDER / 'notices'}: {fault}")
    return rows


def check(desk, topics, texts):
    """Raise SampleError for a desk that names what does not exist, and for an article without a time."""
    names = [story.get("name") for story in desk]
    in_topics = {name for topic in topics for name in topic["articles"]}
    for story in desk:
        if fault := _fault_of_story(story, names, in_topics, texts):
            raise SampleError(f"{FOLDER / 'desk.toml'}: {story.get('name')}: {fault}")
    for name, (matter, _body) in texts.items():
        if name not in names and not (matter.get("days_ago", -1) >= 0 and _is_time(matter.get("time"))):
            fault = "it is not on the desk, so it needs days_ago, 0 or more, and a time such as 09:30"
            raise SampleError(f"{FOLDER / 'articles' / name}.html: {fault}")


def check_cases(cases, desks):
    """Raise SampleError for a case that no desk takes, or that cannot be played."""
    slugs = {row["slug"] for row in desks}
    for name, story in cases.items():
        if fault := _fault_of_case(story, name.partition("/")[0], slugs):
            raise SampleError(f"{FOLDER / 'cases' / name}.toml: {fault}")


def _fault_of_case(story, slug, slugs):
    if slug not in slugs:
        return "there is no desk of this slug"
    if fault := questions.sample.fault_of(story):
        return fault
    return _fault_of_way(
        story["way"], STEP_KEYS | questions.sample.STEP_KEYS, questions.sample.ACTIONS, {None, *PEOPLE}
    )


def _fault_of_story(story, names, in_topics, texts):
    name, way = story.get("name"), story.get("way")
    if name not in texts:
        return "there is no such article"
    if names.count(name) > 1:
        return "it is there twice"
    if name in in_topics:
        return "an article of a topic cannot be on the desk"
    if not way or way[0].get("does") != "save":
        return "its way has to begin with save"
    return _fault_of_way(way, STEP_KEYS, ACTIONS, PEOPLE)


def _fault_of_way(way, keys, actions, people):
    faults = ((number, _fault_of_step(step, keys, actions, people)) for number, step in enumerate(way, start=1))
    return next((f"step {number}: {fault}" for number, fault in faults if fault), None)


def _fault_of_step(step, keys, actions, people):
    if unknown := step.keys() - keys:
        return f"nothing is known of {', '.join(sorted(unknown))}"
    if step.get("who") not in people:
        return f"there is nobody called {step.get('who')}"
    if step.get("does") not in actions:
        return f"nobody can {step.get('does')}"
    if step.get("minutes_ago", -1) < 0 and not (step.get("days_ago", 0) > 0 and _is_time(step.get("time"))):
        return "it needs minutes_ago, or a time such as 09:30 and a days_ago of 1 or more"
    return None


def _is_time(text):
    return CLOCK.fullmatch(str(text)) is not None


def _parse_article(path, today):
    _before, separator, rest = path.read_text(encoding="utf-8").partition("+++\n")
    matter, separator_after, body = rest.partition("\n+++\n")
    if not (separator and separator_after):
        raise SampleError(f"{path}: front matter between two lines +++ is missing")
    return _toml(matter, path, today), _dated(body, today)


def _toml(text, path, today):
    try:
        return tomllib.loads(_dated(text, today))
    except tomllib.TOMLDecodeError as error:
        raise SampleError(f"{path}: {error}") from error


def _dated(text, today):
    """Write {d-3} as the date three days before `today`: 11月19日.

    {y} becomes the year of `today`, and {y-1} the year before.
    """

    def written(match):
        day = today + timedelta(days=int(match["offset"]))
        return f"{day.month}月{day.day}日"

    text = YEAR.sub(lambda match: str(today.year + int(match["offset"] or 0)), text)
    return DAY.sub(written, text)
