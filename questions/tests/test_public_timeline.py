"""The public timeline: what the newsroom and the authorities did, and nothing of the asker's."""

from datetime import timedelta

import pytest
from django.utils import timezone

from portal.testing import make_answer, make_authority, make_case, make_desk
from questions.models import Answer, Case, Promise
from questions.public_timeline import timeline_of
from questions.stages import answering, assigning, following, referring

pytestmark = pytest.mark.django_db
CANARIES = [
    "13800000000",
    "王芳",
    "丰禾路1号",
    "原话在此",
    "补充在此",
    "内部记在此",
    "给提问人的话",
    "回复原文",
    "市政科 陈",
    "评语在此",
]


@pytest.fixture
def way(reporter, first_reviewer):
    """Walk a case with canaries at every step up to a published answer; return (answer, case, authorities)."""
    right, wrong = make_authority("青禾市城市管理局", short_name="市城管局"), make_authority("燃气公司")
    desk = make_desk("读者热线", head=first_reviewer, members=[reporter])
    contact = {"name": "王芳", "telephone": "13800000000", "address": "丰禾路1号"}
    case = make_case(desk, "原话在此", contact=contact)
    assigning.claim(case, reporter)
    assigning.add_note(case, reporter, internal="内部记在此", public="给提问人的话")
    following.add(case, "补充在此")
    referring.revoke_referral(case, reporter, referring.refer(case, reporter, wrong, "问题。"))
    day = timezone.localdate() + timedelta(days=3)
    referring.take_reply(
        case,
        referring.refer(case, reporter, right, "问题。"),
        "回复原文",
        officer="市政科 陈",
        promise="更换路牌",
        promised_for=day,
    )
    answer = make_answer(desk=desk, authority=right, publish_at=timezone.now(), state_since=timezone.now())
    Case.objects.filter(pk=case.pk).update(answer=answer)
    case.refresh_from_db()
    return answer, case, right


def sentences(answer):
    return [step.text for step in timeline_of(answer)]


def test_it_tells_the_way_in_the_order_of_time(way):
    answer, _case, _authority = way
    assert [sentence.partition("：")[0] for sentence in sentences(answer)] == [
        "“读者热线”收到提问",
        "转交市城管局",
        "市城管局答复",
        sentences(answer)[3].partition("：")[0],
        "答复刊发",
    ]
    assert "更换路牌" in sentences(answer)[3]
    assert "市城管局承诺" in sentences(answer)[3]


def test_nothing_of_the_asker_no_note_and_no_wrong_door_is_on_the_page(way, client, reporter):
    answer, case, _authority = way
    case.refresh_from_db()
    answering.answer_asker(case, reporter, "<p>给提问人的话</p>")
    following.rate(case, False, 1, "评语在此")
    page = client.get(answer.get_absolute_url()).content.decode()
    assert not [canary for canary in [*CANARIES, "燃气公司"] if canary in page]


def test_a_promise_says_what_became_of_it(way, reporter):
    answer, case, _authority = way
    promise = case.promises.get()
    referring.extend_promise(case, reporter, promise, promise.due_on + timedelta(days=9), "给提问人的话")
    assert "已延期" in sentences(answer)[3]
    Promise.objects.update(first_due_on="2026-01-01", due_on="2026-01-02")
    assert "未兑现" in sentences(answer)[3]
    Promise.objects.update(kept_on=timezone.localdate(), due_on=timezone.localdate())
    assert "已兑现" in sentences(answer)[3]
    assert "市城管局兑现承诺" in sentences(answer)


def test_a_promise_that_no_reviewer_has_seen_is_not_quoted(way):
    answer, case, authority = way
    day = timezone.localdate()
    case.promises.create(authority=authority, text="未经审阅的话", first_due_on=day, due_on=day)
    assert not [sentence for sentence in sentences(answer) if "未经审阅的话" in sentence]
    assert [sentence for sentence in sentences(answer) if "作出承诺" in sentence]
    draft = Answer(pk=answer.pk, desk=answer.desk, asked_on=answer.asked_on, state=Answer.State.IN_REVIEW)
    assert [sentence for sentence in sentences(draft) if "未经审阅的话" in sentence]


def test_an_authority_that_names_another_has_not_replied(way, reporter):
    answer, case, authority = way
    other = make_authority("热力公司")
    referring.take_reply(case, referring.refer(case, reporter, other, "问题。"), names_instead="住建局 张某")
    assert "热力公司答复：不归本单位管" in sentences(answer)
    assert "热力公司答复" not in sentences(answer)
    assert not [sentence for sentence in sentences(answer) if "张某" in sentence]


def test_without_a_case_it_tells_what_the_answer_itself_knows():
    make_case()  # another's, with no answer yet
    Case.objects.get().referrals.create(
        authority=make_authority(), text="问。", sent_by=make_answer().author, expires_at=timezone.now()
    )
    assert sentences(make_answer()) == ["“读者热线”收到提问", "答复刊发"]
    with pytest.raises(ValueError, match="saved"):
        timeline_of(Answer(desk=make_desk("随手拍"), asked_on=timezone.localdate()))
