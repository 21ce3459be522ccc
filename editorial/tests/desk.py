"""What the tests of the desk share: a subject in every state, a form as a browser sends it, all that is stored."""

from datetime import timedelta
from html.parser import HTMLParser

from django.apps import apps
from django.utils import timezone

from articles.tests.admin_form import url
from editorial.models import Proposal
from editorial.rules import Action
from portal.testing import make_article, make_draft

ROOMS = ("articles", "editorial", "photos", "directory")


def changed_proposal(item, user, minor=True, **fields):
    """Return a proposed version of `item` by `user` that says `fields` instead, and has a word for readers."""
    proposal = Proposal.begin(item, user)
    data = {**proposal.data, "fields": {**proposal.data["fields"], **(fields or {"title": "改后的题目"})}}
    proposal.keep_version(user, data, is_minor=minor, correction="" if minor else "原文“三层”应为“四层”。")
    return proposal


def with_two_versions(item, person):
    """Give `item` a second version with another title, and return it."""
    item.keep_version(person)
    item.title = "新题"
    item.save()
    item.keep_version(person)
    return item


def sent_in(subject, author, reviewers, level):
    """Submit `subject` and pass it up to `level`, by the first of `reviewers` and so on."""
    subject.decide(Action.SUBMIT, author)
    for reviewer in reviewers[: level - 1]:
        subject.decide(Action.PASS, reviewer)
    return subject


def _returned(subject, author, reviewers):
    sent_in(subject, author, reviewers, 1).decide(Action.RETURN, reviewers[0], "核实门牌号")
    return subject


def _urgent(author, reviewers):
    item = sent_in(make_draft(author), author, reviewers, 1)
    item.decide(Action.PUBLISH, reviewers[2], "汛情紧急")
    return item


def _withdrawn(author, reviewers):
    item = make_article(author=author)
    item.decide(Action.WITHDRAW, reviewers[2], "事实有误")
    return item


def _proposal(author):
    return changed_proposal(make_article(author=author), author)


# A subject of `author`, brought where it stands by three reviewers.
STATES = {
    "draft": lambda author, reviewers: make_draft(author),
    "returned": lambda author, reviewers: _returned(make_draft(author), author, reviewers),
    "first review": lambda author, reviewers: sent_in(make_draft(author), author, reviewers, 1),
    "second review": lambda author, reviewers: sent_in(make_draft(author), author, reviewers, 2),
    "final review": lambda author, reviewers: sent_in(make_draft(author), author, reviewers, 3),
    "scheduled": lambda author, reviewers: make_article(author=author, publish_at=timezone.now() + timedelta(hours=1)),
    "live": lambda author, reviewers: make_article(author=author),
    "urgent": _urgent,
    "withdrawn": _withdrawn,
}
PROPOSED = {
    "proposed draft": lambda author, reviewers: _proposal(author),
    "proposed, returned": lambda author, reviewers: _returned(_proposal(author), author, reviewers),
    "proposed, first review": lambda author, reviewers: sent_in(_proposal(author), author, reviewers, 1),
    "proposed, second review": lambda author, reviewers: sent_in(_proposal(author), author, reviewers, 2),
    "proposed, final review": lambda author, reviewers: sent_in(_proposal(author), author, reviewers, 3),
}

REVIEWERS = ("first_reviewer", "second_reviewer", "final_reviewer")
# What each may do, written down once more and by hand; whoever is not named may do nothing.
MAY = {
    "draft": {"reporter": "submit", "first_reviewer": "submit", "second_reviewer": "submit",
              "final_reviewer": "submit publish", "root": "submit publish"},
    "first review": {"reporter": "recall", "first_reviewer": "pass return", "final_reviewer": "publish",
                     "root": "pass return publish"},
    "second review": {"reporter": "recall", "second_reviewer": "pass return", "final_reviewer": "publish",
                      "root": "pass return publish"},
    "final review": {"reporter": "recall", "final_reviewer": "pass return publish", "root": "pass return publish"},
    "scheduled": {"final_reviewer": "return", "root": "return"},
    "live": {"final_reviewer": "withdraw", "root": "withdraw"},
    "urgent": {"first_reviewer": "review", "second_reviewer": "review", "final_reviewer": "withdraw",
               "root": "review withdraw"},
    "withdrawn": {},
    "proposed draft": {"reporter": "submit discard", "first_reviewer": "submit", "second_reviewer": "submit",
                       "final_reviewer": "submit discard", "root": "submit discard"},
    "proposed, first review": {"reporter": "recall discard", "first_reviewer": "pass return",
                               "final_reviewer": "discard", "root": "pass return discard"},
    "proposed, second review": {"reporter": "recall discard", "second_reviewer": "pass return",
                                "final_reviewer": "discard", "root": "pass return discard"},
    "proposed, final review": {"reporter": "recall discard", "final_reviewer": "pass return discard",
                               "root": "pass return discard"},
}  # fmt: skip
MAY |= {"returned": MAY["draft"], "proposed, returned": MAY["proposed draft"]}


def decide_url(subject, action):
    if isinstance(subject, Proposal):
        return url("proposal_decide", subject.object_id, action)
    return url("decide", subject.pk, action)


def stored():
    """All rows of every room, to be compared with what they are after something that should change nothing."""
    models = [model for room in ROOMS for model in apps.get_app_config(room).get_models(include_auto_created=True)]
    return {model.__name__: list(model._base_manager.order_by("pk").values()) for model in models}


class _Form(HTMLParser):
    def __init__(self, form_id):
        super().__init__()
        self.form_id, self.inside, self.data, self.open = form_id, False, {}, None

    def handle_starttag(self, tag, attributes):
        held = dict(attributes)
        if tag == "form":
            self.inside = held.get("id") == self.form_id
        if not self.inside or "disabled" in held:
            return
        name = held.get("name")
        if tag == "input" and name and held.get("type") not in {"submit", "button", "file"}:
            is_box = held.get("type") in {"checkbox", "radio"}
            if not is_box or "checked" in held:
                self.data.setdefault(name, []).append(held.get("value", "on" if is_box else ""))
        elif tag == "textarea":
            self.open = [name, ""]
        elif tag == "select":
            self.select = name
        elif tag == "option" and "selected" in held:
            self.data.setdefault(self.select, []).append(held["value"])

    def handle_data(self, data):
        if self.open:
            self.open[1] += data

    def handle_endtag(self, tag):
        if tag == "textarea" and self.open:
            name, text = self.open
            self.data.setdefault(name, []).append(text.removeprefix("\n"))
            self.open = None
        elif tag == "form":
            self.inside = False


def form_of(response, form_id="article_form"):
    """Return the fields of the form on the page as a browser without scripts would post them, all of them."""
    form = _Form(form_id)
    form.feed(response.content.decode())
    assert form.data, "no such form on the page"
    return form.data
