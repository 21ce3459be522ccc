"""Every regular expression that the source compiles, with the ways in which it is used, found by walking the source.

Those of modules, of their classes and of their lists are met as objects; what is written into a call of `re` is
evaluated where it stands. What is built from something that only a call knows is named by where that is done.
"""

import ast
import importlib
import inspect
import pkgutil
import random
import re
from collections import defaultdict
from pathlib import Path

from django.conf import settings
from django.core.validators import RegexValidator

ROOMS = sorted(path.parent.name for path in Path(settings.BASE_DIR).glob("*/__init__.py"))
METHODS = {"match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer"}
BUILDERS = METHODS | {"compile"}


def modules():
    """Every module of the project that is no test and no migration."""
    for room in ROOMS:
        package = importlib.import_module(room)
        for found in pkgutil.walk_packages(package.__path__, f"{room}."):
            parts = found.name.split(".")
            if not {"tests", "migrations", "testing", "wsgi"}.intersection(parts):
                yield importlib.import_module(found.name)


class Patterns:
    """`ways` are {pattern: names of the methods that it is used by}, `places` {pattern: where}, `built` the others."""

    def __init__(self):
        self.ways, self.places, self.built = defaultdict(set), {}, set()
        for module in modules():
            for name, value in vars(module).items():
                self._take(value, f"{module.__name__}.{name}")
            for node in ast.walk(ast.parse(Path(module.__file__).read_text())):
                self._look_at(node, module)

    def _take(self, value, place, depth=0):
        if isinstance(value, RegexValidator):
            value = value.regex
            value = re.compile(value) if isinstance(value, str) else re.compile(value.pattern, value.flags)
        if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
            self.places.setdefault(value, place)
        elif depth < 2 and isinstance(value, (list, tuple, set, frozenset, dict)):
            for inner in value.values() if isinstance(value, dict) else value:
                self._take(inner, place, depth + 1)
        elif inspect.isclass(value) and value.__module__.split(".")[0] in ROOMS:
            for name, inner in vars(value).items():
                if name == "regex" and isinstance(inner, str):  # a path converter's
                    self._take(re.compile(inner), f"{place}.{name}")
                self._take(inner, f"{place}.{name}", depth + 1)

    def _look_at(self, node, module):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            return
        method, owner = node.func.attr, node.func.value
        if not isinstance(owner, ast.Name) or method not in BUILDERS:
            return
        value = vars(module).get(owner.id)
        if isinstance(value, re.Pattern):
            self.ways[value].add(method)
        elif value is re:
            flags = [keyword for keyword in node.keywords if keyword.arg == "flags"]
            compiled = ast.Call(
                ast.Attribute(owner, "compile", ast.Load()), node.args[: 1 + (method == "compile")], flags
            )
            expression = ast.fix_missing_locations(ast.Expression(compiled))
            try:
                pattern = eval(compile(expression, "", "eval"), vars(module))  # noqa: S307
            except NameError:
                self.built.add(f"{module.__name__}: {ast.unparse(node.args[0])}")
                return
            if isinstance(pattern.pattern, bytes):  # of files, which are no typed texts
                return
            self.places.setdefault(pattern, f"{module.__name__}:{node.lineno}")
            if method != "compile":
                self.ways[pattern].add(method)


def work_of(pattern, ways):
    """What reads a text with `pattern` as the source does: from its beginning alone, or from everywhere."""
    if ways and ways <= {"match", "fullmatch"}:
        readers = [getattr(pattern, way) for way in sorted(ways)]
        return lambda text: [read(text) for read in readers]
    return lambda text: sum(1 for _met in pattern.finditer(text))


class Pieces:
    """What the pattern itself is made of: its characters, its words, and texts that it meets."""

    def __init__(self, pattern):
        self.tree = re._parser.parse(pattern.pattern, pattern.flags)
        self.characters, self.words = {}, {}
        self.examples = list(dict.fromkeys(self._example(random.Random(seed)) for seed in range(4)))  # noqa: S311

    def _example(self, chance):
        self.groups = {}
        return self._of(self.tree, chance)

    def _of(self, tree, chance):
        text, word = "", ""
        for kind, value in tree:
            kind = str(kind)
            if kind == "LITERAL":
                word += chr(value)
            elif word:
                self.words[word] = None
                word = ""
            text += self._one(kind, value, chance)
        if word:
            self.words[word] = None
        return text

    def _one(self, kind, value, chance):
        match kind:
            case "LITERAL":
                return self._character(chr(value))
            case "NOT_LITERAL" | "ANY":
                return self._character("x")
            case "IN":
                return self._character(self._member(value, chance))
            case "BRANCH":
                return self._of(chance.choice(value[1]), chance)
            case "SUBPATTERN":
                self.groups[value[0]] = text = self._of(value[3], chance)
                return text
            case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
                times = min(value[0] + chance.randrange(3), value[1])
                return "".join(self._of(value[2], chance) for _time in range(times))
            case "ATOMIC_GROUP":
                return self._of(value, chance)
            case "GROUPREF":
                return self.groups.get(value, "")
        return ""

    def _character(self, character):
        self.characters[character] = None
        return character

    def _member(self, members, chance):
        if str(members[0][0]) == "NEGATE":
            return "字" if chance.random() < 0.5 else "a"
        kind, value = chance.choice(members)
        match str(kind):
            case "RANGE":
                return chr(chance.choice(value))
            case "CATEGORY":
                name = str(value)
                return "." if "NOT_WORD" in name else " " if "SPACE" in name else "1" if "DIGIT" in name else "a"
        return chr(value)


def shapes_of(pattern, most_characters):
    """Yield (name, function that makes a text of so many characters) of what `pattern` may take long over."""
    pieces = Pieces(pattern)
    characters = list(pieces.characters)[:most_characters]
    runs = [*characters, *pieces.words, *pieces.examples, " ", "<"]
    runs += [one + other for one in characters for other in characters if one != other]
    beginnings = ["", "字", pieces.examples[0]]
    for run in dict.fromkeys(filter(None, runs)):
        for beginning in dict.fromkeys(beginnings):
            yield f"{beginning!r} {run!r}…", _made(beginning, run)


def _made(beginning, run):
    """It ends in what few patterns meet: one that reads on to there has to give up."""
    return lambda size: f"{beginning}{run * (size // len(run))}\x00字"
