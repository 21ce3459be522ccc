"""docs/decision-table.md says who may do what, when; it is written from the rules and checked against them.

WRITE_DOCS=1 .venv/bin/pytest editorial/tests/test_decision_table.py    # writes it anew
"""

import os
from contextlib import suppress
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from editorial import rules
from editorial.models import Proposal, Refused
from editorial.rules import Action
from portal.testing import make_article, make_draft

pytestmark = pytest.mark.django_db
FILE = settings.BASE_DIR / "docs" / "decision-table.md"
HEAD = """# Who may do what, when

Three reviews (`REVIEW_LEVELS=3`); *author* is the reporter who wrote the item, the others did not, and none of the
reviewers has passed it before. This file is written from `editorial/rules.py` by
`WRITE_DOCS=1 .venv/bin/pytest editorial/tests/test_decision_table.py`, and the suite fails when the two differ. Every
address of the desk asks the same rules, whatever button was shown.

"""
PEOPLE = {
    "reporter": "author (记者)",
    "other_reporter": "another 记者",
    "first_reviewer": "一审编辑",
    "second_reviewer": "二审主任",
    "final_reviewer": "三审总编",
    "keeper": "管理员",
    "outsider": "not on the staff",
}
RIGHTS = {
    "edit": rules.may_edit,
    "delete": rules.may_delete,
    "throw away": rules.may_throw_away,
    "propose a version": rules.may_propose,
    "override a check": rules.may_override,
    "make a preview link": rules.may_share,
    "copy it for WeChat": rules.may_take_copy,
}


@pytest.fixture
def subjects(cast, settings):
    """An item, or a proposed version, for every state that there is."""
    settings.REVIEW_LEVELS = 3
    author, reviewers = cast["reporter"], [cast[f"{level}_reviewer"] for level in ("first", "second", "final")]

    def draft():
        return make_draft(author)

    def in_review(subject, level):
        subject.decide(Action.SUBMIT, author)
        for reviewer in reviewers[: level - 1]:
            subject.decide(Action.PASS, reviewer)
        return subject

    def returned():
        item = in_review(draft(), 1)
        item.decide(Action.RETURN, reviewers[0], "核实")
        return item

    def urgent():
        item = in_review(draft(), 1)
        item.decide(Action.PUBLISH, reviewers[2], "汛情")
        return item

    def withdrawn():
        item = make_article(author=author)
        item.decide(Action.WITHDRAW, reviewers[2], "有误")
        return item

    def proposal():
        proposal = Proposal.begin(make_article(author=author), author)
        data = {**proposal.data, "fields": {**proposal.data["fields"], "title": "改题"}}
        proposal.keep_version(author, data)
        proposal.is_minor = True
        proposal.save()
        return proposal

    return {
        "draft 草稿": draft(),
        "returned 已退回": returned(),
        "in review, first level 一审": in_review(draft(), 1),
        "in review, second level 二审": in_review(draft(), 2),
        "in review, final level 三审": in_review(draft(), 3),
        "scheduled 待发布": make_article(author=author, publish_at=timezone.now() + timedelta(hours=1)),
        "live 已发布": make_article(author=author),
        "live, published urgently 紧急签发": urgent(),
        "withdrawn 已撤稿": withdrawn(),
        "proposed version, draft 修改稿": proposal(),
        "proposed version, first level": in_review(proposal(), 1),
        "proposed version, second level": in_review(proposal(), 2),
        "proposed version, final level": in_review(proposal(), 3),
    }


def may(person, subject):
    """The words for all that `person` may do with `subject`."""
    of_items = {"delete", "throw away", "propose a version", "make a preview link", "copy it for WeChat"}
    rights = {word: right for word, right in RIGHTS.items() if not (isinstance(subject, Proposal) and word in of_items)}
    words = [word for word, allowed in rights.items() if allowed(person, subject)]
    return words + [action.value for action in subject.available_actions(person)]


def written(subjects, cast):
    lines = ["| state | " + " | ".join(PEOPLE.values()) + " |", "|" + " --- |" * (len(PEOPLE) + 1)]
    for name, subject in subjects.items():
        cells = [", ".join(may(cast[person], subject)) or "–" for person in PEOPLE]
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    lines += ["", "The words of the actions, as `rules.Action` has them:", ""]
    lines += [f"- `{action.value}` {action.label}" for action in Action]
    return HEAD + "\n".join(lines) + "\n"


def test_the_table_says_what_the_rules_say(subjects, cast):
    table = written(subjects, cast)
    if os.environ.get("WRITE_DOCS"):
        FILE.write_text(table, encoding="utf-8")
    assert FILE.read_text(encoding="utf-8") == table


def test_what_a_person_may_do_is_what_decide_lets_them_do(subjects, cast):
    """Every action by everybody on everything: what the table forbids is refused, whoever asks and however."""
    allowed, done = set(), set()
    for name, subject in subjects.items():
        for person in PEOPLE:
            allowed |= {(name, person, action) for action in subject.available_actions(cast[person])}
            for action in Action:
                with suppress(Refused), transaction.atomic():
                    type(subject).objects.get(pk=subject.pk).decide(action, cast[person], "理由")
                    done.add((name, person, action))
                    transaction.set_rollback(True)
    assert done == allowed
