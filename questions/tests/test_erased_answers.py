"""What leads to an asker goes from the public answer and all its history; what readers know anyhow stays printed."""

import re
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from editorial.models import Entry, Override, PreviewLink, Proposal, Version
from editorial.snapshots import snapshot_of
from portal.testing import make_answer, make_authority, make_place
from questions.models import Answer, Case
from questions.stages import following

from .following import receive

pytestmark = pytest.mark.django_db
NAME, TELEPHONE, ADDRESS = "覃隐真", "13800004321", "望禾巷七十七号九室"
WHOLE = {"name": NAME, "telephone": f"88887777转801 / {TELEPHONE}", "address": ADDRESS}
GROUPED = "138 0000-4321"
MARK = "〔已删除〕"


def printed(contact, reporter, **fields):
    """Return a published answer to a case that was closed long ago and whose asker left `contact`."""
    answer = make_answer(author=reporter, **fields)
    case, _code = receive(desk=answer.desk, contact=contact)
    following.withdraw(case)
    Case.objects.filter(pk=case.pk).update(answer=answer, closed_at=timezone.now() - timedelta(days=31))
    answer.keep_version(reporter)
    return answer


def told_everywhere(reporter, final_reviewer):
    """Such an answer, the asker in every text of it."""
    words = {
        "title": f"{NAME}问灯",
        "question": f"{NAME}问：灯为什么不亮？",
        "body": f"<p>已回{NAME}，{GROUPED}，{ADDRESS}。</p>",
    }
    answer = printed(WHOLE, reporter, **words)
    answer.updates.create(on=timezone.localdate(), text=f"{NAME}说灯亮了。" + "亮" * 190)
    answer.keep_version(reporter, f"按{NAME}的意思改")
    proposal = Proposal.begin(answer, reporter)
    data = snapshot_of(answer)
    data["fields"]["title"] = f"{NAME}的灯"
    proposal.keep_version(reporter, data, correction=f"{NAME}应为读者", is_minor=False)
    answer.correct(final_reviewer, f"原文“{NAME}”应为“读者”。")
    Override(item=answer, code="rain", digest="0" * 64, reason=f"{NAME}同意", actor=final_reviewer).save()
    PreviewLink.make(answer.versions.first(), reporter, f"{NAME}本人", 1)
    answer.decide("withdraw", final_reviewer, f"{NAME}不同意")
    return answer


def everything_of(answer):
    rows = [Answer.objects.filter(pk=answer.pk), answer.updates]
    rows += [getattr(answer, name) for name in ("record", "versions", "proposals", "overrides", "corrections")]
    return str([list(each.values()) for each in [*rows, answer.preview_links]])


def test_no_text_of_the_answer_or_its_history_leads_to_the_asker(reporter, final_reviewer):
    answer = told_everywhere(reporter, final_reviewer)
    assert everything_of(answer).count(NAME) > 20
    versions, entries = Version.objects.count(), Entry.objects.count()
    call_command("deletecontacts")
    for word in (NAME, GROUPED, ADDRESS):
        assert word not in everything_of(answer)
    assert (Version.objects.count(), Entry.objects.count()) == (versions, entries + 1)
    last = answer.record.last()
    assert (last.action, last.actor) == ("erase", None)
    assert re.fullmatch(r"共改动\d+处", last.comment)
    answer.refresh_from_db()
    assert answer.question == f"{MARK}问：灯为什么不亮？"
    assert answer.body_html == f"<p>已回{MARK}，{MARK}，{MARK}。</p>"
    assert len(answer.updates.get().text) == 200
    assert answer.own_versions().last().data == snapshot_of(answer)


def test_a_name_that_went_with_the_case_that_was_followed_goes_too(reporter):
    answer = printed({}, reporter, question=f"{NAME}也问：灯为什么不亮？")
    case, _code = receive(desk=answer.desk, contact=WHOLE)
    closed = {"status": "closed", "outcome": "duplicate", "closed_at": timezone.now() - timedelta(days=31)}
    Case.objects.filter(pk=case.pk).update(duplicate_of=answer.case, **closed)
    call_command("deletecontacts")
    answer.refresh_from_db()
    assert answer.question == f"{MARK}也问：灯为什么不亮？"


def test_what_readers_know_anyhow_stays_printed(reporter):
    make_place("桃花新村")
    make_authority(number="5550130")
    words = {"asker": "王女士", "question": "桃花新村的王女士问：5550130为什么打不通？"}
    answer = printed({"name": "王女士", "telephone": "5550130", "address": "桃花新村"}, reporter, **words)
    call_command("deletecontacts")
    answer.refresh_from_db()
    assert {name: getattr(answer, name) for name in words} == words
