"""The sample cases: every state there is, nobody's data where it does not belong, and each step at its time."""

import re
from collections import Counter
from itertools import pairwise

import pytest
from django.test import Client
from django.utils import timezone

from directory.models import Hotline
from editorial import preflight
from editorial.models import Entry, Noted
from portal.tests.sample_desk import person
from questions.anonymity import MARKS, spots
from questions.models import Answer, AnswerUpdate, Case, CasePicture, Contact, ContactLook, Desk, Event, Promise, Tally

pytestmark = pytest.mark.usefixtures("newsroom")


def test_every_status_outcome_channel_and_step_is_there():
    # Comments are gathered, and what was left is deleted, by what runs daily; in the sample nothing is due for it.
    outcomes = set(Case.Outcome) - {Case.Outcome.GATHERED}
    for field, choices in (("status", Case.Status), ("outcome", outcomes), ("channel", Case.Channel)):
        assert {*Case.objects.values_list(field, flat=True)} - {""} == set(choices), field
    by_itself = {Event.Kind.ERASED, Event.Kind.GATHERED}
    assert {*Event.objects.values_list("kind", flat=True)} == set(Event.Kind) - by_itself
    assert Case.objects.held().exists()
    assert Case.objects.exclude(reopened_at=None).exclude(status=Case.Status.CLOSED).count() >= 2
    assert {True, False} <= {*Case.objects.values_list("is_solved", flat=True)}


@pytest.mark.parametrize("username", ["reporter", "reporter2"])
def test_a_reporter_has_cases_in_hand_others_to_claim_and_something_overdue(username):
    seen = Case.objects.visible_to(person(username))
    mine = seen.held_by(person(username))
    assert mine.count() >= 5
    assert mine.overdue().exists()
    assert seen.pool().count() >= 4
    assert seen.pool().overdue().exists()
    assert seen.pool().exclude(reporter=None).exists()  # its lease has ended
    assert seen.due_soon().exists()


def test_desks_are_of_every_kind_one_is_closed_and_says_where_to_go():
    assert {*Desk.objects.values_list("kind", flat=True)} == set(Desk.Kind)
    closed = Desk.objects.exclude(pk__in=Desk.objects.open()).get()
    assert closed.closed_note
    assert not Case.objects.filter(desk=closed, status=Case.Status.RECEIVED).exists()
    for desk in Desk.objects.all():
        desk.full_clean()


def test_promises_are_open_put_off_kept_kept_late_and_broken():
    promises = list(Promise.objects.all())
    assert len({str(promise.status) for promise in promises}) == 5
    assert any(promise.was_extended and promise.is_kept for promise in promises)


def test_the_accountability_page_has_months_to_compare():
    tallies = Tally.objects.filter(received__gt=0)
    assert len({tally.month for tally in tallies}) >= 5
    assert len({tally.authority_id for tally in tallies}) >= 12
    for name in ("in_time", "late", "no_answer", "solved", "unsolved", "promises_kept", "promises_kept_late"):
        assert tallies.filter(**{f"{name}__gt": 0}).exists(), name


def test_public_answers_stand_at_every_stage_of_the_reviews():
    stages = Counter((answer.status_code, answer.review_level) for answer in Answer.objects.all())
    assert stages.pop(("live", 3)) >= 14
    waiting = [("in_review", 1), ("in_review", 2), ("in_review", 3)]
    assert stages == dict.fromkeys([*waiting, ("returned", 1), ("scheduled", 3)], 1)
    live = Answer.objects.published()
    assert live.filter(askers__gt=1).count() >= 3
    assert AnswerUpdate.objects.filter(answer__in=live).count() >= 4
    assert any(answer.corrections.exists() for answer in live)
    assert live.exclude(lead_photo=None).count() >= 4
    assert sum({"before", "after"} <= {photo.role for photo in answer.photos.all()} for answer in live) >= 2


def test_every_public_text_passes_preflight_and_holds_nothing_private():
    for answer in Answer.objects.all():
        report = preflight.run(answer)
        assert not report.blocks, answer
        assert not report.warnings, answer
        assert not any(mark in answer.question + answer.body for mark in MARKS), answer
        assert not [mark for _start, _end, mark in spots(answer.question)], answer
        assert "{d" not in answer.question + answer.body, answer
        assert answer.asked_on <= (answer.answered_on or answer.asked_on) <= timezone.localdate()


def test_every_number_in_an_answer_is_a_hotline_of_who_answers():
    for answer in Answer.objects.select_related("case"):
        asked = {referral.authority for referral in answer.case.referrals.select_related("authority")}
        for number in re.findall(r"(?<!\d)555\d{4}(?!\d)", answer.body):
            owners = {hotline.authority for hotline in Hotline.objects.filter(number=number)}
            assert asked & owners, (answer, number)


def test_contacts_are_kept_with_open_cases_alone_and_seen_by_no_reader():
    contacts = Contact.objects.select_related("case")
    assert len(contacts) >= 8
    assert ContactLook.objects.exists()
    private = set()
    for contact in contacts:
        assert contact.case.status != Case.Status.CLOSED
        assert re.fullmatch(r"|1380000\d{4}|55501\d{2}", contact.telephone)
        private |= {contact.name, contact.telephone, contact.address} - {""}
    texts = [text for event in Event.objects.all() for text in (event.public_note, event.internal_note)]
    texts += [str(version.data) for answer in Answer.objects.all() for version in answer.versions.all()]
    texts += [referral.text for case in Case.objects.all() for referral in case.referrals.all()]
    pages = [answer.get_absolute_url() for answer in Answer.objects.published()]
    texts += [Client().get(page).content.decode() for page in pages]
    assert not [(one, text) for one in private for text in texts if one in text]


def test_each_step_carries_the_time_at_which_it_was_played():
    now = timezone.now()
    for case in Case.objects.all():
        events = list(case.events.order_by("pk"))
        assert (events[0].kind, events[0].at) == (Event.Kind.RECEIVED, case.received_at)
        assert all(one.at <= other.at for one, other in pairwise(events)), case
        assert events[-1].at <= now
        times = {event.at for event in events}
        played = [
            *case.promises.values_list("made_at", flat=True),
            *case.referrals.values_list("sent_at", flat=True),
            *case.pictures.values_list("sent_at", flat=True),
            *case.additions.values_list("at", flat=True),
            *case.duplicates.values_list("closed_at", flat=True),
        ]
        assert times.issuperset(played), case
    record = list(Entry.objects.exclude(action=Noted.BRING_IN).order_by("pk"))
    assert all(one.at <= other.at for one, other in pairwise(record))
    assert CasePicture.objects.exclude(photo=None).count() >= 4
