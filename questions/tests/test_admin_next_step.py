"""The page of a case says what comes next, in one red button, and nothing that says nothing."""

import re

import pytest
from django.urls import reverse

from portal.testing import make_authority, make_case
from questions.models import Case, Event
from questions.stages import answering, assigning, following, joining, referring

from .case_desk import action_of, full_case, moved, page_of, staffed_desk

pytestmark = pytest.mark.django_db
RED = re.compile(r'<(?:button|summary|a)[^>]*class="[^"]*\bgrave\b[^"]*"[^>]*>\s*([^<…]+)')


@pytest.fixture
def desk(cast):
    return staffed_desk(cast)


@pytest.fixture
def of_reporter(cast, as_person):
    return as_person(cast["reporter"])


def shown(client, case):
    return client.get(page_of(case)).content.decode()


def red(client, case):
    return RED.findall(shown(client, case))


def replied(case, reporter):
    assigning.claim(case, reporter)
    referring.take_reply(case, referring.refer(case, reporter, make_authority(), "路灯不亮。"), "马上修")
    return case


def test_one_red_button_says_what_comes_next(desk, cast, of_reporter):
    case, reporter = make_case(desk), cast["reporter"]
    assert red(of_reporter, case) == ["认领"]
    assigning.claim(case, reporter)
    assert red(of_reporter, case) == ["转承办单位答复"]
    referral = referring.refer(case, reporter, make_authority(), "路灯不亮。")
    assert red(of_reporter, case) == []
    referring.take_reply(case, referral, "马上修")
    assert red(of_reporter, case) == ["撰写公开答复"]
    answering.begin_answer(case, reporter)
    assert red(of_reporter, case) == ["继续写公开答复"]
    assert f'href="{reverse("admin:questions_answer_change", args=[case.answer_id])}"' in shown(of_reporter, case)
    assert action_of(case, "begin_answer") not in shown(of_reporter, case)
    answering.answer_asker(case, reporter, "<p>修好了。</p>")
    assert red(of_reporter, case) == ["办结"]
    moved(case, lease_until=-1)
    assert red(of_reporter, case) == ["认领"]


def test_a_desk_that_publishes_nothing_answers_the_asker(cast, of_reporter):
    desk = staffed_desk(cast, publishes_answers=False)
    case = replied(make_case(desk), cast["reporter"])
    assert red(of_reporter, case) == ["答复提问人"]
    assert action_of(case, "begin_answer") not in shown(of_reporter, case)


def test_spam_is_refused_by_one_press(desk, of_reporter):
    case = make_case(desk, "加我领红包", is_held=True)
    assert red(of_reporter, case) == ["不是垃圾信息，确认受理"]
    assert of_reporter.post(action_of(case, "refuse_spam")).status_code == 302
    case.refresh_from_db()
    assert (case.status, case.outcome) == (Case.Status.CLOSED, Case.Outcome.REFUSED)
    assert case.events.get(kind=Event.Kind.CLOSED).public_note == "未予受理。"
    assert "refuse_spam" not in shown(of_reporter, make_case(desk))


def test_how_it_ended_is_chosen_among_what_can_be(desk, cast, of_reporter):
    case = full_case(desk, cast["reporter"])
    page = shown(of_reporter, case)
    assert '<option value="" selected>请选择结果</option>' in page
    assert '<option value="refused">' in page
    assert '<option value="resolved">' not in page
    refused = of_reporter.post(action_of(case, "close"), {"outcome": "no_answer", "note": ""})
    assert refused.context["sent"].errors == {"note": ["没有答复就办结，须向提问人说明原因。"]}
    assert of_reporter.post(action_of(case, "close"), {"outcome": "", "note": "完了"}).status_code == 422
    answering.answer_asker(case, cast["reporter"], "<p>修好了。</p>")
    assert '<option value="resolved">' in shown(of_reporter, case)
    assert of_reporter.post(action_of(case, "close"), {"outcome": "resolved", "note": ""}).status_code == 302


def test_nothing_is_said_that_says_nothing(desk, cast, of_reporter):
    case = make_case(desk, "路灯不亮。")
    assigning.claim(case, cast["reporter"])
    page = shown(of_reporter, case)
    assert "此问题已在您手上" not in page
    assert "标出的文字" not in page
    assert "<title>问题单" in page.replace("\n", "")
    following.add(case, "电话13800000000")
    assert "标出的文字" in shown(of_reporter, case)


def test_of_two_cases_that_are_one_each_leads_to_the_other(desk, cast, of_reporter, as_person):
    root, follower = make_case(desk, "路灯不亮。"), make_case(desk, "路灯坏了。")
    elsewhere = make_case(staffed_desk(cast, "随手拍"), "灯不亮。")
    for case, text in ((follower, "第三杆"), (elsewhere, "第四杆")):
        assigning.claim(case, cast["reporter"])
        joining.join(case, cast["reporter"], root)
        case.additions.create(text=text)
    page = shown(of_reporter, follower)
    assert f'已并入<a href="{page_of(root)}">问题单{root.pk}号</a>' in page
    assert "须先重新办理" not in page
    for words in ("第三杆", "第四杆", "并入的问题单"):
        assert words in shown(of_reporter, root)
    elsewhere.desk.members.clear()
    assert "第三杆" in shown(of_reporter, root)
    assert "第四杆" not in shown(of_reporter, root)


def test_who_may_enter_a_case_is_offered_that_on_the_first_page(desk, cast, as_person):
    for name, person in cast.items():
        if person and person.is_staff:
            is_offered = reverse("admin:questions_case_add") in as_person(person).get("/admin/").content.decode()
            assert is_offered == person.has_perm("questions.add_case"), name


def test_the_answer_to_the_asker_is_written_beside_what_it_answers_in_a_small_editor(desk, cast, of_reporter):
    case = replied(make_case(desk, "路灯不亮。"), cast["reporter"])
    page = of_reporter.get(reverse("admin:questions_case_answer", args=[case.pk])).content.decode()
    for part in ("路灯不亮。", "青禾市自来水公司的答复", "马上修", "发给提问人", "NumberedList"):
        assert part in page
    for part in ("&quot;Image&quot;", "&quot;Table&quot;", "img[!src"):
        assert part not in page
