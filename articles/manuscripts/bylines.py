"""Who has made a manuscript, by the lines in which papers say so: □记者 张三 通讯员 李四, 本报讯（记者 张三）."""

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from text.widths import narrow

from ..models.contributor import Role

LONGEST = 60  # characters of a line that names people
MARKS = " □■○●◎◆◇▲△*()【】[]"
BETWEEN = re.compile("[ 、,;/|:]+")
CALLED = re.compile(
    "(?:[一-鿿]{1,6}报|特约|见习|实习|首席|值班|全媒体)?(?:特约|见习|实习|首席|值班|全媒体)?"
    "(记者|通讯员|摄影师|摄影|责任编辑|责编|编辑)"
)
ROLES = {
    "记者": Role.REPORTER, "通讯员": Role.CORRESPONDENT, "摄影师": Role.PHOTOGRAPHER, "摄影": Role.PHOTOGRAPHER,
    "责任编辑": Role.EDITOR, "责编": Role.EDITOR, "编辑": Role.EDITOR,
}  # fmt: skip
# What people did, beside their names. Whoever both wrote and took pictures is credited for both.
WROTE, TOOK_PICTURES = {"文"}, {"图", "摄", "摄影", "摄影报道"}
DID = WROTE | TOOK_PICTURES | {"报道", "采写", "整理", "供稿"}
STUCK = ("摄影报道", "报道", "摄影", "摄")  # behind a name without a space
NAME = re.compile("[一-鿿]{2,4}|[一-鿿]{1,8}(?:[·•][一-鿿]{1,10})+")
# 记者手记 and 编辑部 begin as a name behind its role would: there is a name where a sign, a space or a paper says so.
BEGINS_A_WORD = re.compile("(?:记者|编辑|摄影)[一-鿿]+")
DATELINE = re.compile(r"本报[^()]{0,8}\(([^()]{2,60})\)")
AT_THE_END = re.compile(r"\(([^()]{2,60})\)$")


class Credited(NamedTuple):
    name: str
    role: Role


@dataclass
class Group:
    """Names that stand together, with what is said of them before or behind."""

    role: Role
    did: set[str] = field(default_factory=set)
    names: list[str] = field(default_factory=list)
    is_begun_by_did: bool = False
    is_closed: bool = False

    def credits(self) -> list[Credited]:
        took, wrote = bool(self.did & TOOK_PICTURES), bool(self.did & WROTE)
        roles = [Role.REPORTER, Role.PHOTOGRAPHER] if took and wrote else [Role.PHOTOGRAPHER] if took else [self.role]
        return [Credited(name, role) for role in roles for name in self.names]


def credits_in(text: str) -> list[Credited]:
    """Return the people whom the line `text` names, if it does nothing else. Else it is no byline, and returns []."""
    if len(text) > LONGEST or BEGINS_A_WORD.fullmatch(text):
        return []
    words = [word for word in BETWEEN.split(narrow(text).strip(MARKS)) if word]
    groups: list[Group] = []
    before: set[str] = set()
    half = ""
    for word, after in zip(words, [*words[1:], ""], strict=True):
        group = groups[-1] if groups else None
        if word in DID and not (word == "摄影" and NAME.fullmatch(after)):
            if group and group.names and not group.is_begun_by_did:
                group.did.add(word)
                group.is_closed = True
            else:
                before.add(word)
            continue
        if called := CALLED.match(word):
            groups.append(Group(ROLES[called[1]], before))
            before, word = set(), word[called.end() :]
        stuck = next((end for end in STUCK if word.endswith(end) and len(word) - len(end) >= 2), "")
        word = word.removesuffix(stuck)
        if len(word) == 1 and "一" <= word <= "鿿":
            half, word = ("", half + word) if half else (word, "")
        if not word:
            continue
        if half or not NAME.fullmatch(word) or not (groups or before):
            return []
        if not groups or before or groups[-1].is_closed:
            groups.append(Group(groups[-1].role if groups else Role.REPORTER, before, is_begun_by_did=bool(before)))
            before = set()
        groups[-1].names.append(word)
        if stuck:
            groups[-1].did.add(stuck)
            groups[-1].is_closed = True
    found = [one for group in groups for one in group.credits()]
    return [] if half or before else list(dict.fromkeys(found))


def dateline_credits(text: str) -> list[Credited]:
    """Return the people in the brackets with which `text`, the beginning of a report, begins: 本报讯（记者 张三）."""
    found = DATELINE.match(narrow(text[: 2 * LONGEST]))
    return credits_in(f"({found[1]})") if found else []


def closing_credits(text: str) -> list[Credited]:
    """Return the people in the brackets with which `text`, the end of a report, ends: （记者 张三）."""
    found = AT_THE_END.search(narrow(text[-LONGEST:]))
    return credits_in(f"({found[1]})") if found else []
