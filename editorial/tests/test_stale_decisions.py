"""Whoever decides has read what they decide on: a text that was changed since is refused with a sentence."""

import pytest

from editorial.models import Entry, Refused
from editorial.rules import Action
from portal.testing import make_article, make_draft, make_person

from .desk import REVIEWERS, changed_proposal, decide_url, form_of, sent_in, stored

pytestmark = pytest.mark.django_db
UNKNOWN = "无法确认您看到的是哪一版。请重新看过，再作决定。"
MADE_UP = ["x", "-1", "1.5", "²", "1e3", "9" * 30, "9" * 5000, " ", "None"]


@pytest.fixture
def reviewers(cast):
    return [cast[name] for name in REVIEWERS]


def draft_of(reporter):
    draft = make_draft(reporter, "原题")
    draft.keep_version(reporter)
    return draft


def change(subject, person):
    """Save `subject` anew as `person`, as another page would."""
    if hasattr(subject, "base"):
        subject.keep_version(person, {**subject.data, "fields": {**subject.data["fields"], "kicker": "后来改的"}})
    else:
        subject.kicker = "后来改的"
        subject.save()
        subject.keep_version(person)


def cases(reporter, reviewers):
    """Every action with somebody who may do it, on what it can be done to."""
    first, second, final = reviewers
    urgent = sent_in(draft_of(reporter), reporter, reviewers, 1)
    urgent.decide(Action.PUBLISH, final, "汛情")
    live = make_article(author=reporter)
    live.keep_version(reporter)
    in_review = [sent_in(draft_of(reporter), reporter, reviewers, level) for level in (1, 2, 3)]
    proposals = [changed_proposal(make_article(author=reporter), reporter) for _number in range(5)]
    for proposal, level in zip(proposals, (1, 2, 3), strict=False):
        sent_in(proposal, reporter, reviewers, level)
    return [
        (Action.SUBMIT, reporter, draft_of(reporter)),
        (Action.RECALL, reporter, sent_in(draft_of(reporter), reporter, reviewers, 2)),
        (Action.PASS, first, in_review[0]),
        (Action.PASS, second, in_review[1]),
        (Action.PASS, final, in_review[2]),
        (Action.RETURN, first, sent_in(draft_of(reporter), reporter, reviewers, 1)),
        (Action.PUBLISH, final, draft_of(reporter)),
        (Action.REVIEW, first, urgent),
        (Action.WITHDRAW, final, live),
        (Action.PASS, first, proposals[0]),
        (Action.PASS, second, proposals[1]),
        (Action.PASS, final, proposals[2]),
        (Action.SUBMIT, reporter, proposals[3]),
        (Action.DISCARD, final, proposals[4]),
    ]


def test_every_decision_on_a_text_that_was_changed_since_is_refused(reporter, reviewers, as_person):
    other = make_person("other", "二审主任", last_name="沈", first_name="拾光")
    for action, person, subject in cases(reporter, reviewers):
        seen = subject.version
        change(subject, other)
        before = stored()
        response = as_person(person).post(decide_url(subject, action), {"seen": seen, "comment": "<意见>"})
        assert response.status_code == 422, (action, subject)
        page = response.content.decode()
        assert f"您打开之后，沈拾光改动过这篇稿件（现为第{subject.version}版）" in page, action
        assert "&lt;意见&gt;" in page
        assert stored() == before
        # The page has the button once more; whoever has read it again can press it.
        again = as_person(person).post(decide_url(subject, action), {"seen": subject.version, "comment": "意见"})
        assert again.status_code == 302, action


def test_a_missing_or_made_up_number_is_refused_and_the_comment_kept(reporter, reviewers, as_person):
    for action, person, subject in cases(reporter, reviewers):
        before, client = stored(), as_person(person)
        for seen in [None, *MADE_UP, str(subject.version + 1)]:
            data = {"comment": "门牌号待核"} | ({} if seen is None else {"seen": seen})
            response = client.post(decide_url(subject, action), data)
            assert response.status_code == 422, (action, seen)
            page = response.content.decode()
            assert UNKNOWN in page, (action, seen)
            assert "门牌号待核" in page
        assert stored() == before
        assert client.post(decide_url(subject, action), {"seen": subject.version, "comment": "好"}).status_code == 302


def test_what_was_never_saved_at_the_desk_is_decided_on_as_it_is(reporter, first_reviewer, as_person):
    draft = make_draft(reporter)
    assert as_person(reporter).post(decide_url(draft, "submit"), {}).status_code == 422
    assert as_person(reporter).post(decide_url(draft, "submit"), {"seen": 0}).status_code == 302
    draft.refresh_from_db()
    change(draft, reporter)
    response = as_person(first_reviewer).post(decide_url(draft, "pass"), {"seen": 0})
    assert response.status_code == 422
    assert "改动过" in response.content.decode()


def test_the_button_on_the_page_carries_the_version_that_is_on_the_page(reporter, reviewers, as_person):
    from articles.tests.admin_form import url

    item = sent_in(draft_of(reporter), reporter, reviewers, 1)
    page = as_person(reviewers[0]).get(url("change", item.pk))
    assert [choice["form"]["seen"].value() for choice in page.context["choices"]] == [item.version] * 2
    assert form_of(page)["_version"] == [str(item.version)]


def test_a_save_by_the_same_hand_in_another_window_counts_too(reporter, first_reviewer, reviewers, as_person):
    item = sent_in(draft_of(reporter), reporter, reviewers, 1)
    seen = item.version
    change(item, first_reviewer)
    assert as_person(first_reviewer).post(decide_url(item, "pass"), {"seen": seen}).status_code == 422


def test_a_decision_that_came_too_late_says_so_and_keeps_the_comment(reporter, reviewers, as_person):
    """The proposed version is adopted or discarded while somebody writes why it should be returned."""
    final = reviewers[2]
    for close in (Action.PASS, Action.DISCARD):
        proposal = sent_in(changed_proposal(make_article(author=reporter), reporter), reporter, reviewers, 3)
        seen = proposal.version
        proposal.decide(close, final)
        before = stored()
        for action in Action:
            response = as_person(final).post(decide_url(proposal, action), {"seen": seen, "comment": "标题太长"})
            assert response.status_code == 422, action
            page = response.content.decode()
            assert "标题太长" in page
            assert "/proposal/" not in page
        assert stored() == before


def test_decide_itself_refuses_a_stale_number(reporter, first_reviewer, reviewers):
    item = sent_in(draft_of(reporter), reporter, reviewers, 1)
    stale = type(item).objects.get(pk=item.pk)
    change(item, reporter)
    for seen in (stale.version, -1, 0, 99):
        with pytest.raises(Refused):
            stale.decide(Action.PASS, first_reviewer, seen=seen)
    assert not Entry.objects.filter(action=Action.PASS).exists()
    assert stale.decide(Action.PASS, first_reviewer, seen=item.version).version == item.version
