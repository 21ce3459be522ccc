"""The questions of the dialogue, and the paper that the answers describe."""

from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _, gettext_lazy

from articles.models import Column
from declarations.roles import FINAL_REVIEWER, FIRST_REVIEWER, KEEPER, REPORTER, SECOND_REVIEWER
from directory.slugs import unique_slug
from notices.bulk.typed import plain
from questions.models import Desk

from . import paper_identity
from .csv_sheets import read_sheet
from .dialogue import Question
from .paper_file import USUAL, paper_of

YES = ("是", "y", "yes", "好")
# {key of the question who does it: the role}.
WHO = {
    "reporters": REPORTER,
    "first_reviewers": FIRST_REVIEWER,
    "second_reviewers": SECOND_REVIEWER,
    "final_reviewers": FINAL_REVIEWER,
    "keepers": KEEPER,
}
FILES = {
    "places": gettext_lazy("File of places (CSV: 名称,类型,上级)"),
    "authorities": gettext_lazy("File of authorities (CSV: 全称,简称,类别,地址,所在地)"),
    "hotlines": gettext_lazy("File of hotlines (CSV: 单位,电话,用途,时间)"),
}
SITE = {"address": "", "database": "postgres:///jinlin", "proxies": "1", "reviews": "3"}  # with what Enter takes
COLUMNS = ["要闻", "民生", "文化"]
INTRODUCTION = gettext_lazy("Tell us what troubles you. Reporters ask the office that has to answer, and write back.")


def of_the_environment():
    """Return the Questions about what stands in the file of the environment."""
    paper = [
        Question(field, str(text), check=lambda said, answers, field=field: paper_identity.told(field, said))
        for field, text in paper_identity.PAPER.items()
    ]
    site = [
        Question(
            f"site_{key}",
            str(paper_identity.SITE[key][1]),
            default=lambda answers, usual=usual: usual,
            check=lambda said, answers, key=key: _check_site(key, said),
            is_secret=key == "database",
        )
        for key, usual in SITE.items()
    ]
    return [*paper, *site]


def tables_of_environment(answers):
    """Return the tables [paper] and [site] that the answers describe."""
    paper = {field: answers[field] for field in paper_identity.PAPER if field in answers}
    return paper, {key: answers[f"site_{key}"] for key in SITE if f"site_{key}" in answers}


def of_the_newsroom():
    """Return the Questions about what stands in the database."""
    unneeded = ["first_reviewers", "second_reviewers"][settings.REVIEW_LEVELS - 1 :]
    people = [
        Question(
            key,
            _("%s: a person a line, as “username name”; an empty line ends") % role,
            check=lambda lines, answers, key=key: _people(key, lines, answers),
            many=True,
        )
        for key, role in WHO.items()
        if key not in unneeded
    ]
    return [
        *people,
        Question("superuser", _("User name of the superuser, who may do everything"), _keeper, _person),
        Question("columns", _("Columns of news, one a line"), lambda answers: COLUMNS, many=True),
        Question("usual_kinds", _("Make the usual kinds of notices (停水, 停电, 交通管制 …)?"), lambda answers: YES[0]),
        Question("desk", _("The desk for readers' questions"), lambda answers: str(Desk.Kind.HOTLINE.label)),
        Question("desk_head", _("User name of its head"), _head, _person_of_desk),
        Question("desk_members", _("User names of those who answer there, one a line"), _members, _persons, many=True),
        *(
            Question(key, str(text), check=lambda said, answers, key=key: said and read_sheet(key, Path(said)))
            for key, text in FILES.items()
        ),
    ]


def paper_of_answers(answers):
    """Return the Paper that the answers describe. Paths are read from the present folder."""
    names, does = _names(answers), {}
    for key, role in WHO.items():
        for line in answers.get(key, []):
            does.setdefault(line.split()[0], []).append(role)
    chief = answers.get("superuser")
    data = {
        "paper": tables_of_environment(answers)[0],
        "person": [
            {"username": username, "name": names[username], "does": roles, "superuser": username == chief}
            for username, roles in does.items()
        ],
        "column": _with_addresses(answers.get("columns", [])),
        "notices": {USUAL: plain(answers.get("usual_kinds", "")).lower() in YES},
        "desk": _with_addresses([answers["desk"]] if answers.get("desk") else []),
        "files": {key: answers[key] for key in FILES if answers.get(key)},
    }
    for desk in data["desk"]:
        desk |= {"kind": Desk.Kind.HOTLINE, "introduction": str(INTRODUCTION)}
        desk |= {"head": answers.get("desk_head", ""), "members": answers.get("desk_members", [])}
    return paper_of(data, Path.cwd())


def _with_addresses(names):
    """Return a table for each of `names`. The address finds the row again after people have given it another name."""
    tables, taken = [], set()
    for name in names:
        slug = base = unique_slug(name, Column.objects.none())
        number = 1
        while slug in taken:
            number += 1
            slug = f"{base}-{number}"
        taken.add(slug)
        tables.append({"name": name, "slug": slug})
    return tables


def _names(answers):
    """Return {username: name} of everybody who was named."""
    lines = [line.split() for key in WHO for line in answers.get(key, [])]
    return {username: "".join(name) for username, *name in lines if name}


def _check_site(key, said):
    if key == "address" and not said:
        raise ValidationError(_("Without the address the site does not start."))
    paper_identity.variables_of({}, {key: said})


def _people(key, lines, answers):
    names = _names({other: said for other, said in answers.items() if other != key})
    for line in lines:
        username, *name = line.split()
        get_user_model()._meta.get_field("username").run_validators(username)
        if not name and username not in names:
            raise ValidationError(_("Who is “%s”? Write the name after the user name: linzhixia 林知夏.") % username)
        if name and names.get(username, "".join(name)) != "".join(name):
            sentence = _("“%(username)s” was %(name)s above.")
            raise ValidationError(sentence % {"username": username, "name": names[username]})


def _person(said, answers):
    if said and said not in _names(answers):
        known = "、".join(_names(answers))
        raise ValidationError(_("“%(said)s” was not named. There are: %(known)s.") % {"said": said, "known": known})


def _person_of_desk(said, answers):
    if answers.get("desk") and not said:
        raise ValidationError(_("Say by user name who heads this desk."))
    _person(said, answers)


def _persons(lines, answers):
    for said in lines:
        _person(said, answers)


def _first_of(answers, *keys):
    return next((line.split()[0] for key in keys for line in answers.get(key, [])), "")


def _keeper(answers):
    return _first_of(answers, "keepers", "final_reviewers")


def _head(answers):
    return _first_of(answers, "first_reviewers", "second_reviewers", "final_reviewers", "reporters")


def _members(answers):
    return [line.split()[0] for line in answers.get("reporters", [])]
