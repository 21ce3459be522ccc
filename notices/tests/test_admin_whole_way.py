"""Notices go the whole way of everything that is published: reviews, versions, proposals, copies, previews."""

from datetime import timedelta

import pytest
from django.utils import timezone

from documents.models import Document
from editorial.models import PreviewLink, Proposal
from editorial.rules import Action
from editorial.tests.desk import changed_proposal, form_of
from notices.models import Notice
from portal.testing import make_notice, make_place

from .notice_form import save, typed, url

pytestmark = pytest.mark.django_db


def make_document(person, name="停水范围图", number=1):
    return Document.objects.create(
        name=name, file=f"documents/{number:024}.pdf", format="pdf", size=1000, digest="a" * 64, uploaded_by=person
    )


@pytest.fixture
def live(reporter):
    """A notice of the reporter's that is public, with a fact and an attachment."""
    notice = make_notice("停水", author=reporter, places=[make_place()])
    notice.facts.create(label="影响户数", value="320户")
    notice.attachments.create(document=make_document(reporter))
    notice.keep_version(reporter)
    return Notice.objects.get()


@pytest.fixture
def reviewers(first_reviewer, second_reviewer, final_reviewer):
    return [first_reviewer, second_reviewer, final_reviewer]


def test_from_the_desk_through_three_reviews_to_readers(as_person, reporter, reviewers):
    document = make_document(reporter)
    rows = {"facts": [{"label": "影响户数", "value": "320户", "order": 0}],
            "attachments": [{"document": document.pk, "title": "附件1", "order": 0}]}  # fmt: skip
    as_person(reporter).post(url("add"), typed(rows=rows, _then="submit"))
    notice = Notice.objects.get()
    assert (notice.state, notice.version) == ("in_review", 1)
    for reviewer in reviewers:
        as_person(reviewer).post(url("decide", notice.pk, Action.PASS), {"seen": 1, "comment": ""})
    assert list(Notice.objects.published()) == [notice]
    page = as_person(None).get(notice.get_absolute_url()).content.decode()
    assert "320户" in page
    assert "附件1" in page


def test_history_and_comparison_name_what_changed(as_person, live, final_reviewer):
    desk = as_person(final_reviewer)
    later = timezone.localdate() + timedelta(days=5)
    save(desk, live, effective_until=later)
    for page in ("history", "compare"):
        assert desk.get(url(page, live.pk)).status_code == 200
    text = desk.get(url("compare", live.pk)).content.decode()
    assert "截止日期" in text


def test_a_version_is_restored_with_its_rows_and_its_moments_follow(as_person, live, final_reviewer):
    desk = as_person(final_reviewer)
    save(desk, live, effective_until=timezone.localdate() + timedelta(days=5))
    live.refresh_from_db()
    live.facts.all().delete()
    live.keep_version(final_reviewer)
    desk.post(url("restore", live.pk, 1), {"seen": live.version, "_readers-is_minor": "on"})
    live.refresh_from_db()
    assert [fact.value for fact in live.facts.all()] == ["320户"]
    assert (live.is_open_ended, live.over_at) == (True, live.over)


def test_a_proposed_version_carries_attachments_in_its_form(as_person, live, reporter, reviewers):
    desk, old = as_person(reporter), live.attachments.get().document
    desk.post(url("propose", live.pk))
    data = form_of(desk.get(url("proposal", live.pk)), "notice_form")
    assert data["attachments-0-document"] == [str(old.pk)]
    added = make_document(reporter, "抢修进度", 2)
    data |= {
        "attachments-TOTAL_FORMS": 2,
        "attachments-1-document": added.pk,
        "attachments-1-title": "附件2",
        "attachments-1-order": 1,
        "_readers-correction": "增加附件。",
    }
    assert desk.post(url("proposal", live.pk), data).status_code == 302
    assert [row.document for row in live.attachments.all()] == [old]
    proposal = Proposal.objects.get()
    seen = proposal.as_item()
    assert [(row.document, row.title) for row in seen.attachments.all()] == [(old, ""), (added, "附件2")]
    preview = desk.get(f"{url('preview', live.pk)}?version={proposal.version}").content.decode()
    assert "附件2" in preview
    again = form_of(desk.get(url("proposal", live.pk)), "notice_form")
    assert again["attachments-1-document"] == [str(added.pk)]
    proposal.decide(Action.SUBMIT, reporter)
    for reviewer in reviewers:
        proposal.decide(Action.PASS, reviewer)
    assert [row.document for row in live.attachments.all()] == [old, added]


def test_an_adopted_proposal_moves_the_end(live, reporter, reviewers):
    later = timezone.localdate() + timedelta(days=5)
    proposal = changed_proposal(live, reporter, effective_until=later.isoformat())
    assert proposal.as_item().effective_until == later
    proposal.decide(Action.SUBMIT, reporter)
    for reviewer in reviewers:
        proposal.decide(Action.PASS, reviewer)
    live.refresh_from_db()
    assert live.over_at == live.over_by_itself


def test_the_form_of_a_proposed_version_shows_no_buttons_of_the_chain(as_person, live, reporter):
    desk = as_person(reporter)
    desk.post(url("propose", live.pk))
    assert "chain-heading" not in desk.get(url("proposal", live.pk)).content.decode()


def test_a_copy_is_a_draft_with_a_number_of_its_own_and_no_chain(as_person, live, reporter):
    after = make_notice("延长", follows=live, relation="extends")
    as_person(reporter).post(url("duplicate", after.pk))
    copy = Notice.objects.latest("pk")
    assert (copy.state, copy.follows, copy.root) == ("draft", None, None)
    assert copy.index_number != after.index_number
    as_person(reporter).post(url("duplicate", live.pk))
    copy = Notice.objects.latest("pk")
    assert copy.attachments.get().document == live.attachments.get().document


def test_preview_and_preview_link_show_what_no_reader_sees_yet(as_person, reporter):
    notice = make_notice("还没发的停水", author=reporter, state="draft", publish_at=None)
    notice.keep_version(reporter)
    assert "还没发的停水" in as_person(reporter).get(url("preview", notice.pk)).content.decode()
    assert as_person(reporter).get(url("preview_links", notice.pk)).status_code == 200
    link = PreviewLink.make(notice.own_versions().get(), reporter, "水厂核对", 3)
    page = as_person(None).get(link.address)
    assert "还没发的停水" in page.content.decode()
    assert as_person(None).get(notice.get_absolute_url()).status_code == 404
