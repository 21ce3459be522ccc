"""What the holder of a receipt code reads: where it stands, what comes next, what was said; nothing of the contact."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.html import strip_tags

from portal.testing import make_authority, make_desk, put
from questions.models import Case, Contact
from questions.stages import answering, assigning, closing, following, joining, referring
from questions.tests.following import CONTACT, follow, page_of, receive

pytestmark = pytest.mark.django_db
NOON = "2026-03-02T12:00:00+08:00"  # a Monday


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(NOON, tick=False)
    return time_machine


@pytest.fixture
def desk(reporter):
    return make_desk(members=[reporter], answer_unit="hours", answer_amount=72)


@pytest.fixture
def mine(desk, reporter, client):
    """A case in a reporter's hands; its asker is at the client."""
    case, code = receive(desk=desk, contact=CONTACT)
    follow(client, code)
    assigning.claim(case, reporter)
    return case


def test_it_says_who_has_it_and_by_when_it_is_answered(mine, client):
    page = page_of(client)
    assert "记者正在办理" in page
    assert "3月5日（星期四）12:00</time>以前答复您" in page


@pytest.mark.parametrize(
    ("days", "words"), [(3.05, "超过答复期限1小时"), (5.1, "超过答复期限2天，已列入负责人的逾期清单")]
)
def test_when_it_is_late_it_says_by_how_much(mine, client, clock, days, words):
    clock.shift(timedelta(days=days))
    client.cookies.clear()
    case, code = receive()  # the half hour is over: the code is typed anew
    Case.objects.filter(pk=case.pk).update(code_digest="gone")
    Case.objects.filter(pk=mine.pk).update(code_digest=case.code_digest)
    assert words in page_of(follow(client, code))


def test_nobody_has_taken_it_on_in_time(desk, client):
    case, code = receive(desk=desk)
    Case.objects.filter(pk=case.pk).update(response_due=timezone.now() - timedelta(hours=5))
    assert "已超过首次回应期限5小时" in page_of(follow(client, code))


def test_who_is_held_as_spam_is_not_told_so(desk, client):
    _case, code = receive(desk=desk, is_held=True)
    page = page_of(follow(client, code))
    assert "编辑部先看过内容" in page
    assert "垃圾" not in page


def test_the_way_is_told_with_promises_and_without_the_newsrooms_own_affairs(mine, reporter, other_reporter, client):
    mine.desk.members.add(other_reporter)
    authority = make_authority("青禾市电力公司", number="")
    referral = referring.refer(mine, reporter, authority, "一盏路灯不亮。")
    assert "已转交青禾市电力公司办理" in page_of(client)
    referring.take_reply(
        mine, referral, "三日内修好。", promise="更换灯具", promised_for=timezone.localdate() + timedelta(days=3)
    )
    assigning.add_note(mine, reporter, internal="这位提问人来过三次")
    assigning.add_note(mine, reporter, public="明天去现场看。")
    assigning.hand_over(mine, reporter, other_reporter, "我休假")
    page = page_of(client)
    for said in ("更换灯具", "进行中", "2026年3月5日前", "明天去现场看。", "提交了问题"):
        assert said in page
    assert page.count("留言：") == 1
    for secret in ("这位提问人来过三次", "我休假", "三日内修好", "other_reporter", "交给"):
        assert secret not in page


def test_the_answer_is_read_by_its_asker(mine, reporter, client):
    answering.answer_asker(mine, reporter, '<p>已修好。<a href="/hotlines/">电话</a></p>')
    page = page_of(client)
    assert "<p>已修好。" in page
    assert "3月17日（星期二）</time>没有收到意见，将自动办结，不算作满意" in page
    assert '<a href="/elder/hotlines/">' in page_of(client, "/elder")


def test_a_public_answer_is_linked_once_it_is_live_and_announced_before(
    mine, reporter, final_reviewer, client, settings
):
    settings.REVIEW_LEVELS = 1
    answer = answering.begin_answer(mine, reporter)
    answer.body, answer.publish_at = "<p>都能办。</p>", timezone.now() + timedelta(minutes=20)
    answer.save()
    answer.decide("submit", reporter)
    answer.decide("pass", final_reviewer)
    page = page_of(client)
    assert "答复已审定" in page
    assert "3月2日（星期一）12:20</time>起可以看到" in page
    assert answer.get_absolute_url() not in page
    put(answer, publish_at=timezone.now())
    Case.objects.update(answered_at=timezone.now())
    assert answer.get_absolute_url() in page_of(client)


def test_of_the_contact_it_says_what_was_left_and_shows_nothing(mine, client):
    page = page_of(client)
    for secret in ("•", "王", "138", "桃花新村"):
        assert secret not in strip_tags(page), secret
    assert page.count("已留，此处不显示") == 3
    Contact.objects.update(name="", address="")
    page = page_of(client)
    assert page.count("已留，此处不显示") == 1
    assert not re.findall(r'<input [^>]*name="(?:person|telephone|address)"[^>]* value=', page)


def test_what_was_typed_is_text_and_no_html(desk, client):
    _case, code = receive("<script>alert(1)</script>", desk=desk)
    page = page_of(follow(client, code))
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


def test_who_asked_the_same_follows_the_other_case_and_learns_nothing_of_its_asker(mine, desk, reporter, client):
    other, code = receive("另一位的问题", desk=desk)
    assigning.claim(other, reporter)
    joining.join(other, reporter, mine)
    following.add(mine, "补充一句")
    assigning.add_note(mine, reporter, public="王芳您好，明天去看。")
    answering.answer_asker(mine, reporter, "<p>王芳您好，已回拨13800000000，桃花新村3栋502室的灯已修好。</p>")
    page = page_of(follow(client, code))
    assert "有人反映了同样的问题" in page
    assert "另一位的问题" in page
    assert "明天去看" in page
    assert "灯已修好" in page
    for secret in (*CONTACT.values(), "楼下的路灯", "补充了内容", "138"):
        assert secret not in page, secret


def test_a_page_costs_few_queries(mine, desk, reporter, client, django_assert_max_num_queries):
    following.add(mine, "补充")
    with django_assert_max_num_queries(8):
        page_of(client)


@pytest.mark.parametrize(("outcome", "words"), [("refused", "未受理"), ("no_answer", "承办单位未答复")])
def test_how_it_ended_is_said_with_the_reason_and_when_the_contact_goes(mine, reporter, client, outcome, words):
    closing.close(mine, reporter, outcome, "正在法院审理。")
    page = page_of(client)
    assert words in page
    assert "正在法院审理。" in page
    assert "2026年4月1日以后删除" in page
