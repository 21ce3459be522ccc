"""What an authority's officer reads by the signed link, and how the reply comes back."""

from datetime import timedelta

import pytest
from django.utils import timezone

from dates.days import last_day
from portal.testing import make_authority, make_case, make_desk
from questions.models import Case, Referral
from questions.stages import assigning, referring

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(reporter):
    reporter.last_name, reporter.first_name = "林", "知夏"
    reporter.save()
    case = make_case(make_desk(members=[reporter]), "楼下的路灯不亮。")
    assigning.claim(case, reporter)
    return case


@pytest.fixture
def referral(case, reporter):
    return referring.refer(case, reporter, make_authority("青禾市路灯管理所"), "桃花新村一盏路灯不亮，何时能修？")


def page_of(client, referral, edition=""):
    return client.get(edition + referral.key_path)


def test_the_officer_reads_the_public_version_who_asks_and_until_when(client, referral, case):
    answer = page_of(client, referral)
    page = answer.content.decode()
    assert answer.status_code == 200
    due = last_day(case.answer_due)
    for shown in ("青禾晚报", "读者热线", "青禾市路灯管理所", "桃花新村一盏路灯不亮，何时能修？", "林知夏", "5550100"):
        assert shown in page
    assert f"{due.month}月{due.day}日" in page
    assert "已过期" not in page
    case.answer_due = timezone.now() - timedelta(hours=1)
    case.save()
    assert "已过期" in page_of(client, referral).content.decode()


def test_no_cache_no_robot_and_no_other_site_learns_of_it(client, referral):
    answer = page_of(client, referral)
    assert {part.strip() for part in answer["Cache-Control"].split(",")} == {"no-store", "private"}
    assert answer["X-Robots-Tag"] == "noindex, nofollow, noarchive"
    assert answer["Referrer-Policy"] == "strict-origin"
    assert 'rel="canonical"' not in answer.content.decode()


def test_it_is_read_in_the_elder_edition_too_and_sent_from_there(client, referral):
    page = page_of(client, referral, "/elder").content.decode()
    assert 'data-edition="elder"' in page
    answer = client.post(f"/elder{referral.key_path}", {"reply": "三日内修好。"})
    assert (answer.status_code, answer.url) == (302, f"/elder{referral.key_path}")


def acknowledged(referral):
    referral.refresh_from_db()
    return referral.acknowledged_at


def test_what_only_follows_the_link_acknowledges_nothing(client, referral):
    for method in (client.head, client.get):
        assert method(referral.key_path).status_code == 200
    referral.refresh_from_db()
    assert (acknowledged(referral), referral.opened_at) == (None, None)


def test_the_officer_says_that_it_has_arrived_and_replies_later(client, referral, time_machine):
    time_machine.move_to("2026-11-23T09:30:00+08:00", tick=False)
    Referral.objects.update(sent_at=timezone.now(), expires_at=timezone.now() + timedelta(days=1))
    Case.objects.update(received_at=timezone.now(), answer_due=timezone.now() + timedelta(days=1))
    path = referral.key_path
    assert "已收到，稍后答复" in page_of(client, referral).content.decode()
    assert client.post(path, {"acknowledge": ""}).url == path
    first = acknowledged(referral)
    assert first == timezone.now()
    page = page_of(client, referral).content.decode()
    assert "11月23日 09:30" in page
    assert "已收到，稍后答复" not in page
    assert "<textarea" in page
    time_machine.shift(3600)
    client.post(path, {"acknowledge": ""})
    assert acknowledged(referral) == first


def test_what_is_typed_of_the_reply_by_then_stands_in_the_form_again(client, referral):
    typed = {"reply": "正在核实", "officer": "运维科 陈", "promise": "修好路灯", "promised_for": "下周"}
    answer = client.post(referral.key_path, {**typed, "acknowledge": ""})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert not [text for text in typed.values() if text not in page]
    assert 'class="error-summary"' not in page
    assert acknowledged(referral)
    assert referral.replied_at is None


def test_a_reply_acknowledges_too_unless_the_newsroom_writes_it_down(client, referral, case, reporter):
    client.post(referral.key_path, {"reply": "三日内修好。"})
    assert acknowledged(referral) == referral.replied_at
    case.refresh_from_db()
    second = referring.refer(case, reporter, referral.authority, "第二轮。")
    referring.record_reply(case, reporter, second, "电话里说修好了。")
    assert acknowledged(second) is None
    assert second.replied_at


def test_a_reply_with_a_promise_reaches_the_reporter_and_is_shown_afterwards(client, referral, case):
    day = timezone.localdate() + timedelta(days=3)
    typed = {"reply": "已派工。\r\n三日内修好。", "officer": "运维科 陈", "promise": "修好路灯", "promised_for": day}
    answer = client.post(referral.key_path, typed)
    assert (answer.status_code, answer.url) == (302, referral.key_path)
    case.refresh_from_db()
    referral.refresh_from_db()
    assert case.status == Case.Status.ASSIGNED
    assert (referral.reply, referral.officer) == ("已派工。\n三日内修好。", "运维科 陈")
    promise = case.promises.get()
    assert (promise.text, promise.due_on, promise.authority) == ("修好路灯", day, referral.authority)
    page = page_of(client, referral).content.decode()
    for shown in ("三日内修好。", "运维科 陈", "修好路灯"):
        assert shown in page
    assert "<textarea" not in page
    assert 'method="post"' not in page


def test_another_authority_is_named_and_gets_a_round_of_its_own(client, referral, case, reporter):
    client.post(referral.key_path, {"reply": "", "names_instead": "青禾市城管局", "officer": "办公室 何"})
    referral.refresh_from_db()
    assert (referral.names_instead, referral.reply) == ("青禾市城管局", "")
    assert case.events.last().kind == "redirected"
    assert "青禾市城管局" in page_of(client, referral).content.decode()
    case.refresh_from_db()
    second = referring.refer(case, reporter, make_authority("青禾市城管局", number=None), "桃花新村一盏路灯不亮。")
    assert client.post(second.key_path, {"reply": "本周修好。"}).status_code == 302
    case.refresh_from_db()
    assert [one.reply for one in case.referrals.all()] == ["", "本周修好。"]
    assert case.status == Case.Status.ASSIGNED


def test_each_round_shows_its_own_words_alone(client, referral, case, reporter):
    client.post(referral.key_path, {"reply": "第一轮答复"})
    second = referring.refer(case, reporter, referral.authority, "第二轮：到期未修，原因是什么？")
    page = page_of(client, second).content.decode()
    assert "第二轮" in page
    assert "第一轮答复" not in page


@pytest.mark.parametrize(("typed", "field", "sentence"), [
    ({}, "reply", "请写答复，或写明应由哪个单位办理"),
    ({"reply": "字" * 3001}, "reply", "3001"),
    ({"reply": "好", "officer": "字" * 21}, "officer", "21"),
    ({"reply": "好", "promise": "字" * 121, "promised_for": "2099-01-01"}, "promise", "121"),
    ({"reply": "好", "promise": "修好", "promised_for": "下周"}, "promised_for", "2026-11-30"),
    ({"reply": "好", "promise": "修好"}, "", "写明内容和日期"),
    ({"reply": "好", "promised_for": "2099-01-01"}, "", "写明内容和日期"),
    ({"reply": "好", "promise": "修好", "promised_for": "2020-01-01"}, "", "不能早于今天"),
    ({"reply": "好", "promise": "打13800000000", "promised_for": "2099-01-01"}, "", "手机号"),
])  # fmt: skip
def test_what_cannot_be_taken_is_told_and_given_back(typed, field, sentence, client, referral, case):
    answer = client.post(referral.key_path, typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "<title>错误：" in page
    errors = answer.context["form"].errors
    assert list(errors) == [field or "__all__"]
    assert sentence in str(errors), errors
    assert (f'href="#id_{field}"' in page) == bool(field)
    for text in typed.values():
        assert text in page
    referral.refresh_from_db()
    assert referral.replied_at is None
    assert not case.promises.exists()


def test_three_thousand_characters_with_lines_are_taken(client, referral):
    text = "\r\n".join(["字" * 599] * 5)
    assert len(text.replace("\r\n", "\n")) == 2999
    assert client.post(referral.key_path, {"reply": text}).status_code == 302
