"""Two people press at the same moment, each in a browser: one is served, the other is told."""

import pytest
from django.test import Client

from articles.models import Article
from articles.tests.admin_form import url
from editorial.models import Override, Proposal
from editorial.preflight import BLOCKS, Check
from editorial.rules import Action
from portal.testing import make_article, make_draft, make_person
from portal.tests.races import at_once

from .desk import changed_proposal, form_of, sent_in

pytestmark = pytest.mark.django_db(transaction=True)


class NoRain(Check):
    code, level, name = "rain", BLOCKS, "雨"

    def findings(self, manuscript):
        if "雨" in manuscript.item.title:
            yield self.found("标题里有雨。", "title", met="雨")


@pytest.fixture
def newsroom(transactional_db, settings):
    settings.PREFLIGHT_CHECKS = [f"{__name__}.NoRain"]
    groups = {"author": "记者", "first": "一审编辑", "second": "二审主任", "final": "三审总编", "final2": "三审总编"}
    return {name: make_person(name, group) for name, group in groups.items()}


def browser(person):
    client = Client()
    client.force_login(person)
    return client


def press(client, address, data):
    return lambda: client.post(address, data).status_code


def now(question):
    """Ask for something where the threads have left it."""
    return at_once(question)[0]


def test_of_two_saves_at_once_one_is_kept_and_one_refused(newsroom, in_a_file):
    draft = make_draft(newsroom["author"], "原题", steps=["一"])
    draft.keep_version(newsroom["author"])
    browsers = [browser(newsroom[name]) for name in ("author", "final")]
    forms = [form_of(client.get(url("change", draft.pk))) for client in browsers]
    in_a_file()
    changes = [{"title": ["甲的题目"]}, {"subtitle": ["乙的副题"]}]
    presses = [
        press(client, url("change", draft.pk), {**form, **change})
        for client, form, change in zip(browsers, forms, changes, strict=True)
    ]
    assert at_once(*presses) == [200, 302]
    kept, record = now(lambda: (draft.versions.count(), [entry.action for entry in draft.record.all()]))
    assert (kept, record) == (2, ["save", "save"])


def test_two_who_begin_at_once_are_on_the_same_proposed_version(newsroom, in_a_file):
    live = make_article("原题", newsroom["author"])
    browsers = [browser(newsroom[name]) for name in ("author", "first", "final")]
    in_a_file()
    assert at_once(*[press(client, url("propose", live.pk), {}) for client in browsers]) == [302] * 3
    assert now(lambda: Proposal.objects.count()) == 1
    assert now(lambda: live.record.filter(action="propose").count()) == 1


def test_two_who_pass_the_last_review_at_once_adopt_it_once(newsroom, in_a_file):
    live = make_article("原题", newsroom["author"])
    proposal = changed_proposal(live, newsroom["author"])
    sent_in(proposal, newsroom["author"], [newsroom["first"], newsroom["second"]], 3)
    browsers = [browser(newsroom[name]) for name in ("final", "final2")]
    in_a_file()
    data = {"seen": proposal.version, "comment": "同意"}
    address = url("proposal_decide", live.pk, "pass")
    assert at_once(*[press(client, address, data) for client in browsers]) == [302, 422]
    assert now(lambda: live.record.filter(action="pass", level=3).count()) == 1
    assert now(lambda: live.own_versions().count()) == 2


def test_of_an_adoption_and_a_direct_edit_at_once_neither_is_lost_unseen(newsroom, in_a_file):
    live = make_article("原题", newsroom["author"])
    proposal = changed_proposal(live, newsroom["author"])
    sent_in(proposal, newsroom["author"], [newsroom["first"], newsroom["second"]], 3)
    final, final2 = browser(newsroom["final"]), browser(newsroom["final2"])
    form = form_of(final2.get(url("change", live.pk)))
    in_a_file()
    results = at_once(
        press(final, url("proposal_decide", live.pk, "pass"), {"seen": proposal.version, "comment": ""}),
        press(final2, url("change", live.pk), {**form, "kicker": ["引题"], "_readers-is_minor": ["on"]}),
    )
    # The late edit is given back (200), or the late adoption has to catch up (422).
    assert results in ([200, 302], [302, 422])
    assert now(lambda: live.own_versions().count()) == 2


def test_a_block_is_overridden_once_by_two_at_once(newsroom, in_a_file):
    draft = make_draft(newsroom["author"], "雨后")
    browsers = [browser(newsroom[name]) for name in ("final", "final2")]
    in_a_file()
    data = {"digest": NoRain().found("", met="雨").digest, "reason": "气象新闻"}
    assert at_once(*[press(client, url("override", draft.pk), data) for client in browsers]) == [302, 422]
    assert now(lambda: Override.objects.count()) == 1


def test_of_a_restoring_and_a_save_at_once_one_is_refused(newsroom, in_a_file):
    draft = make_draft(newsroom["author"], "原题")
    draft.keep_version(newsroom["author"])
    draft.title = "新题"
    draft.save()
    draft.keep_version(newsroom["author"])
    author, final = browser(newsroom["author"]), browser(newsroom["final"])
    form = form_of(final.get(url("change", draft.pk)))
    in_a_file()
    results = at_once(
        press(author, url("restore", draft.pk, 1), {"seen": draft.version}),
        press(final, url("change", draft.pk), {**form, "kicker": ["引题"]}),
    )
    assert results in ([200, 302], [302, 422])
    assert now(lambda: draft.versions.count()) == 3


def test_a_draft_is_deleted_or_submitted_and_never_both(newsroom, in_a_file):
    draft = make_draft(newsroom["author"], "原题")
    author, final = browser(newsroom["author"]), browser(newsroom["final"])
    in_a_file()
    results = at_once(
        press(author, url("decide", draft.pk, "submit"), {"seen": 0}),
        press(final, url("delete", draft.pk), {"post": "yes"}),
    )
    assert results in ([302, 403], [302, 404])
    is_there = now(lambda: "there" if Article.objects.filter(pk=draft.pk).exists() else "gone")
    submitted = now(lambda: draft.record.filter(action=Action.SUBMIT).count() or "not")
    assert (is_there, submitted) in {("there", 1), ("gone", "not")}


def test_a_save_and_a_submission_at_once_leave_what_was_read(newsroom, in_a_file):
    """Either the save comes first and the submission is refused, or the submission does and the save is."""
    draft = make_draft(newsroom["author"], "原题")
    draft.keep_version(newsroom["author"])
    author, other = browser(newsroom["author"]), browser(newsroom["author"])
    form = form_of(author.get(url("change", draft.pk)))
    in_a_file()
    results = at_once(
        press(author, url("change", draft.pk), {**form, "title": ["新题"]}),
        press(other, url("decide", draft.pk, "submit"), {"seen": draft.version}),
    )
    assert results in ([302, 403], [302, 422])
    state, versions = now(lambda: (Article.objects.get(pk=draft.pk).state, draft.versions.count()))
    assert (state, versions) in {("in_review", 1), ("draft", 2)}
