"""Another text for what is public: kept apart and reviewed while readers see the old one, and then in its place."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles.tests.admin_form import said, url
from editorial.models import Entry, Proposal, Refused
from editorial.rules import Action
from portal.testing import make_article, make_draft

from .desk import REVIEWERS, STATES, changed_proposal, decide_url, form_of, sent_in, stored

pytestmark = pytest.mark.django_db
WORD = "原文“三层”应为“四层”。"


@pytest.fixture
def reviewers(cast):
    return [cast[name] for name in REVIEWERS]


@pytest.fixture
def live(reporter):
    return make_article("原题", reporter, body="<p>旧的正文。</p>", steps=["一", "二"])


@pytest.fixture
def readers_see(live, client_of_a_reader):
    def see():
        return client_of_a_reader.get(live.get_absolute_url()).content.decode()

    return see


@pytest.fixture
def client_of_a_reader():
    from django.test import Client

    return Client()


def press(client, proposal, action, **data):
    proposal.refresh_from_db()
    return client.post(decide_url(proposal, action), {"seen": proposal.version, **data}, follow=True)


def test_from_the_first_press_to_the_readers(live, readers_see, reporter, reviewers, as_person):
    """Proposed, written, submitted, passed, returned, mended, passed by three; readers see nothing of it before."""
    first, second, final = reviewers
    client = as_person(reporter)
    form = form_of(client.post(url("propose", live.pk), follow=True))
    changes = {"title": ["新题"], "body": ["<p>新的正文。</p>"], "steps-1-DELETE": ["on"]}
    word = {"_readers-correction": [WORD]}
    assert client.post(url("proposal", live.pk), {**form, **changes, **word, "_then": "submit"}).status_code == 302
    proposal = Proposal.objects.get()
    untouched = stored()["Article"]

    def nothing_is_seen():
        page = readers_see()
        assert "旧的正文。" in page
        assert not any(text in page for text in ("新题", "新的正文", "四层"))
        assert stored()["Article"] == untouched

    steps = [
        (first, "pass", ""), (second, "return", "核实楼层"), (reporter, "submit", ""), (second, "pass", ""),
    ]  # fmt: skip
    for person, action, comment in steps:
        nothing_is_seen()
        assert press(as_person(person), proposal, action, comment=comment).status_code == 200
    nothing_is_seen()
    response = press(as_person(final), proposal, "pass")
    assert response.redirect_chain == [(url("change", live.pk), 302)]
    assert "已采用" in said(response)[0]
    page = readers_see()
    assert all(text in page for text in ("新题", "新的正文。", WORD))
    assert "旧的正文。" not in page
    live.refresh_from_db()
    assert [step.title for step in live.steps.all()] == ["一"]
    decided = Entry.objects.filter(proposal=proposal, action__in=Action.values)
    assert [(entry.action, entry.level) for entry in decided] == [
        ("submit", 1), ("pass", 1), ("return", 2), ("submit", 2), ("pass", 2), ("pass", 3),
    ]  # fmt: skip


@pytest.mark.parametrize("state", [state for state in STATES if state not in {"live", "urgent"}])
def test_only_what_is_public_has_a_proposed_version(state, reporter, reviewers, as_person):
    item = STATES[state](reporter, reviewers)
    before = stored()
    response = as_person(reporter).post(url("propose", item.pk), follow=True)
    assert said(response) == ["只有已发布的稿件才用修改稿；未发布的可以直接编辑。"]
    with pytest.raises(Refused):
        Proposal.begin(item, reporter)
    assert stored() == before


def test_there_is_one_at_a_time_and_another_once_it_is_closed(live, reporter, other_reporter, as_person):
    for person in (reporter, other_reporter):
        assert as_person(person).post(url("propose", live.pk)).url == url("proposal", live.pk)
    proposal = Proposal.objects.get()
    assert proposal.author == reporter
    assert "ProposalDesk" not in as_person(other_reporter).get(url("proposal", live.pk)).content.decode()
    assert as_person(other_reporter).post(url("proposal", live.pk), {"title": "改"}).status_code == 403
    with pytest.raises(IntegrityError), transaction.atomic():
        Proposal(item=live, author=reporter, base=1, data=proposal.data).save()
    press(as_person(reporter), proposal, "discard")
    as_person(other_reporter).post(url("propose", live.pk))
    assert list(Proposal.objects.values_list("state", "author__username")) == [
        ("discarded", "reporter"), ("draft", "other_reporter"),
    ]  # fmt: skip


def test_nobody_passes_their_own_nor_the_same_one_twice(live, reviewers, as_person, settings):
    first, second, final = reviewers
    proposal = changed_proposal(live, first)
    for reviewer in reviewers:
        reviewer.groups.add(*[group for other in reviewers for group in other.groups.all()])
    proposal.decide(Action.SUBMIT, first)
    assert "不能审核自己录入的稿件" in press(as_person(first), proposal, "pass").content.decode()
    assert press(as_person(second), proposal, "pass").status_code == 200
    assert "下一审须由他人审核" in press(as_person(second), proposal, "pass").content.decode()
    assert press(as_person(final), proposal, "pass").status_code == 200
    assert press(as_person(final), proposal, "pass").status_code == 422
    proposal.refresh_from_db()
    assert (proposal.state, proposal.review_level) == ("in_review", 3)
    assert not Proposal.objects.awaiting(final).exists()


def test_who_passed_the_article_may_review_what_is_proposed_for_it(reporter, other_reporter, reviewers):
    item = sent_in(make_draft(reporter), reporter, reviewers, 3)
    item.decide(Action.PASS, reviewers[2])
    proposal = sent_in(changed_proposal(item, other_reporter), other_reporter, reviewers, 3)
    proposal.decide(Action.PASS, reviewers[2])
    assert proposal.state == "adopted"


@pytest.mark.parametrize("what", ["nothing changed", "no word", "both words"])
def test_what_is_not_ready_is_not_submitted(what, live, reporter, as_person):
    proposal = Proposal.begin(live, reporter)
    if what != "nothing changed":
        data = {**proposal.data, "fields": {**proposal.data["fields"], "title": "新题"}}
        word = {"is_minor": True, "correction": WORD} if what == "both words" else {}
        proposal.keep_version(reporter, data, **word)
    response = press(as_person(reporter), proposal, "submit")
    assert response.status_code == 422
    sentence = "没有任何改动" if what == "nothing changed" else "更正"
    assert sentence in response.content.decode()


def test_what_is_discarded_is_gone_for_readers_and_kept_in_the_history(live, readers_see, reporter, as_person):
    proposal = changed_proposal(live, reporter, title="弃用的题目")
    proposal.keep_version(reporter, {**proposal.data, "fields": {**proposal.data["fields"], "title": "又一个题目"}})
    assert said(press(as_person(reporter), proposal, "discard", comment="不改了"))[0].startswith("《又一个题目》")
    assert "原题" in readers_see()
    page = as_person(reporter).get(url("history", live.pk))
    assert [(v.number, bool(v.proposal_id)) for v in page.context["versions"]] == [(3, True), (2, True), (1, False)]
    comparison = as_person(reporter).get(url("compare", live.pk), {"from": 2, "to": 3}).content.decode()
    assert "弃用" in comparison
    assert "又一个" in comparison


def test_a_withdrawal_closes_what_was_to_replace_the_text(live, readers_see, reporter, reviewers, as_person):
    proposal = sent_in(changed_proposal(live, reporter), reporter, reviewers, 3)
    live.decide(Action.WITHDRAW, reviewers[2], "事实有误")
    proposal.refresh_from_db()
    assert proposal.state == "discarded"
    assert [entry.action for entry in proposal.record.order_by("-pk")[:1]] == ["discard"]
    assert proposal not in Proposal.objects.awaiting(reviewers[2])
    before = stored()
    assert press(as_person(reviewers[2]), proposal, "pass").status_code == 422
    assert stored() == before
    assert "改后的题目" not in readers_see()


def test_a_hand_that_moves_the_time_in_the_form_moves_nothing(live, reporter, reviewers, as_person):
    proposal = changed_proposal(live, reporter)
    client = as_person(reporter)
    form = form_of(client.get(url("proposal", live.pk)))
    tomorrow = timezone.localtime() + timedelta(days=1)
    forged = {"publish_at_0": f"{tomorrow:%Y-%m-%d}", "publish_at_1": "08:00", "front_position": "1", "state": "draft"}
    forged |= {"author": reviewers[0].pk, "review_level": "3", "version": "9", "body_html": "<script>1</script>"}
    assert client.post(url("proposal", live.pk), {**form, **forged, "kicker": ["引题"]}).status_code == 302
    sent_in(proposal, reporter, reviewers, 3).decide(Action.PASS, reviewers[2])
    published = live.publish_at
    live.refresh_from_db()
    assert (live.publish_at, live.front_position, live.author) == (published, None, reporter)
    assert (live.kicker, live.is_live) == ("引题", True)
    assert "script" not in live.body_html
