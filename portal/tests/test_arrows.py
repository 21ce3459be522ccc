"""What `make lint` cannot see of the order of the house (`[tool.importlinter]` in pyproject.toml has the arrows)."""

import ast
import re
import tomllib
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
LINTER = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
(LAYERS,) = (contract["layers"] for contract in LINTER["contracts"] if contract["type"] == "layers")
# How high each room lies, the lowest at 0; search, which lies in two layers, as high as its pages.
HEIGHTS = {
    module.strip().partition(".")[0]: height
    for height, layer in enumerate(reversed(LAYERS))
    for module in re.split("[|:]", layer)
}
SOURCES = sorted(
    path
    for room in HEIGHTS
    for path in (ROOT / room).rglob("*.py")
    if not {"tests", "migrations"}.intersection(path.relative_to(ROOT).parts)
)
NAMED = re.compile(rf"(?:admin:)?({'|'.join(HEIGHTS)})[.:_][a-z]\w*")
IN_TEMPLATES = re.compile(r"""{% (?:url|include|extends) ["'](?:admin[:/])?(\w+?)[:/_]|perms\.(\w+)\.""")

# Names that the field, or Django, gives to a file in whatever room; and subjects that are the same in each.
SHARED_BY_CUSTOM = set(
    "admin apps base checks feeds forms models querysets receivers rules sample site urls views".split()
)
SAME_SUBJECT = set(
    (
        "actions answer article asking beside board cache case column comments contributor decisions desk entering "
        "fields filters findable following fruitless grams joining json_ld kept_files kind kinds linked_data links "
        "listing notice numbers people period person_names picture pictures preflight presence preview promoted "
        "public_item queue_rules reading receipts record referral referring related roles rows special_days topic "
        "tracking versions watched_words"
    ).split()
)


def room_of(path):
    return path.relative_to(ROOT).parts[0]


@cache
def tree_of(path):
    return ast.parse(path.read_text())


def lies_higher(name, room):
    """Whether a file of `room` may not know the room `name`."""
    return name in HEIGHTS and name != room and HEIGHTS[name] >= HEIGHTS[room]


def texts_of(tree):
    """Yield the constants of `tree` that are no docstrings."""
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef)
    docstrings = {id(node.body[0].value) for node in ast.walk(tree) if isinstance(node, documented) and node.body
                  and isinstance(node.body[0], ast.Expr)}  # fmt: skip
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.value


def test_every_room_has_its_place_among_the_arrows():
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")}
    assert packages == set(LINTER["root_packages"]) == set(HEIGHTS)


def test_no_room_names_in_a_string_what_lies_above_or_beside_it():
    """A permission, a model, an address: what imports cannot show and breaks as imports would."""
    found = [
        f"{path.relative_to(ROOT)}: {word}"
        for path in SOURCES
        for text in texts_of(tree_of(path))
        for word in text.split()
        if (match := NAMED.fullmatch(word)) and lies_higher(match[1], room_of(path))
    ]
    assert found == []


def test_no_template_leads_to_what_lies_above_or_beside_its_room():
    libraries = {path.stem: room_of(path) for path in SOURCES if path.parent.name == "templatetags"}
    found = []
    for path in (ROOT / "templates").rglob("*.html"):
        parts = path.relative_to(ROOT / "templates").parts
        room = parts[1] if parts[0] == "admin" else parts[0]
        if room not in HEIGHTS:
            continue  # the frame of all pages, and components, stand above all rooms
        text = path.read_text()
        names = {name for met in IN_TEMPLATES.findall(text) for name in met}
        loaded = {libraries.get(name) for line in re.findall(r"{% load ([^%]*)%}", text) for name in line.split()}
        found += [f"{path.name}: {name}" for name in names | loaded if lies_higher(name, room)]
    assert found == []


def test_an_import_within_a_function_says_why_it_stands_there():
    found = []
    for path in SOURCES:
        lines = path.read_text().splitlines()
        for function in ast.walk(tree_of(path)):
            if isinstance(function, ast.FunctionDef):
                inner = [node for node in ast.walk(function) if isinstance(node, ast.Import | ast.ImportFrom)]
                found += [
                    f"{path.relative_to(ROOT)}:{node.lineno}" for node in inner if "#" not in lines[node.lineno - 1]
                ]
    assert found == []


def test_no_two_files_have_one_name_and_two_meanings():
    places = defaultdict(set)
    for path in SOURCES:
        places[path.stem].add(str(path.relative_to(ROOT)))
    shared = {name: sorted(where) for name, where in places.items() if len(where) > 1 and not name.startswith("__")}
    assert {name: where for name, where in shared.items() if name not in SHARED_BY_CUSTOM | SAME_SUBJECT} == {}
    assert {*SHARED_BY_CUSTOM, *SAME_SUBJECT} - shared.keys() == set()


def test_no_two_classes_have_one_name():
    by_name = {"Command", "DatabaseWrapper"}  # so Django finds them
    places = defaultdict(set)
    for path in SOURCES:
        for node in tree_of(path).body:
            if isinstance(node, ast.ClassDef) and node.name not in by_name:
                places[node.name].add(str(path.relative_to(ROOT)))
    assert {name: sorted(where) for name, where in places.items() if len(where) > 1} == {}


@pytest.mark.parametrize(
    ("name", "room"), [("questions", "editorial"), ("articles", "notices"), ("search", "articles")]
)
def test_what_lies_above_and_beside_is_told(name, room):
    assert lies_higher(name, room)
    assert not lies_higher(room, "portal")
