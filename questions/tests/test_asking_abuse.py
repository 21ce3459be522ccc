"""Asking, abused: sent twice and thirty times at once, a hundred times in a minute, and by machines that advertise."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from portal.testing import make_desk, picture_file
from portal.tests.races import at_once
from questions import spam
from questions.models import Case, CasePicture, Contact, Event
from questions.tests.asking import send, was_received

db = pytest.mark.django_db
NOON = "2026-03-02T12:00:00+08:00"


@pytest.fixture
def clock():
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


@db
def test_the_same_form_sent_twice_is_one_case_with_one_receipt(client):
    desk = make_desk()
    first, second = (send(client, desk, submission="a" * 32).cookies["receipt"].value for _time in range(2))
    assert first.split(":")[0] == second.split(":")[0]
    assert Case.objects.count() == 1


@db
def test_the_same_words_on_another_form_are_another_case(client):
    desk = make_desk()
    send(client, desk)
    send(client, desk)
    assert Case.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_the_same_form_sent_thirty_times_at_once_is_one_case(in_a_file):
    desk = make_desk()
    in_a_file()

    def press():
        return "received" if was_received(send(Client(), desk, submission="a" * 32, name="王女士")) else "refused"

    assert at_once(*[press] * 30) == ["received"] * 30
    assert at_once(lambda: (Case.objects.count(), Event.objects.count(), Contact.objects.count())) == [(1, 1, 1)]


@db
def test_of_a_hundred_sends_in_a_minute_ten_are_taken_and_the_others_told_how_long_to_wait(client, clock):
    desk = make_desk()
    answers = []
    for number in range(100):
        answers.append(send(client, desk, f"第{number}盏路灯不亮", telephone="13800000000"))
        clock.shift(0.6)
    assert [was_received(answer) for answer in answers] == [True] * 10 + [False] * 90
    assert Case.objects.count() == 10
    refused = answers[-1]
    page = refused.content.decode()
    assert refused.status_code == 429
    assert 0 < int(refused["Retry-After"]) <= 60
    assert "请1分钟后再试" in page
    assert "<title>错误：" in page
    assert "第99盏路灯不亮</textarea>" in page
    assert 'value="13800000000"' in page


@db
def test_in_ten_minutes_thirty_are_taken_from_one_address(client, clock):
    desk = make_desk()
    answers = []
    for number in range(31):
        answers.append(send(client, desk, f"第{number}盏路灯不亮"))
        clock.shift(10)
    assert [was_received(answer) for answer in answers] == [True] * 30 + [False]
    assert int(answers[-1]["Retry-After"]) == 300


@db
def test_after_the_wait_the_same_form_is_taken(client, clock):
    desk = make_desk()
    for number in range(11):
        answer = send(client, desk, submission=f"{number:032x}")
    clock.shift(int(answer["Retry-After"]))
    assert was_received(send(client, desk, submission=f"{10:032x}"))


@db
def test_what_was_taken_gives_its_receipt_however_often_it_is_sent(client, clock):
    desk = make_desk()
    for number in range(12):
        send(client, desk, submission=f"{number:032x}")
    assert was_received(send(client, desk, submission=f"{0:032x}"))
    assert Case.objects.count() == 10


@db
def test_what_is_sent_again_does_not_count(client, clock):
    desk = make_desk()
    for _time in range(10):
        send(client, desk, submission="a" * 32)
    assert all(was_received(send(client, desk)) for _time in range(9))


@db
def test_what_was_taken_gives_its_receipt_although_the_desk_has_closed(client, clock):
    desk = make_desk()
    send(client, desk, submission="a" * 32)
    desk.closes_on = timezone.localdate() - timedelta(days=1)
    desk.save()
    assert was_received(send(client, desk, submission="a" * 32))


@db
def test_a_form_with_an_error_does_not_count(client, clock):
    desk = make_desk()
    for _time in range(20):
        send(client, desk, telephone="没有")
    assert was_received(send(client, desk))


@db
def test_addresses_behind_our_proxy_are_told_apart_by_what_it_saw_alone(client, clock, settings):
    settings.PROXY_COUNT = 1
    desk = make_desk()

    def send_from(forwarded):
        client.defaults["HTTP_X_FORWARDED_FOR"] = forwarded
        return send(client, desk)

    for number in range(10):
        assert was_received(send_from(f"192.0.2.{number}, 198.51.100.1"))
    assert send_from("192.0.2.99, 198.51.100.1").status_code == 429
    assert was_received(send_from("198.51.100.2"))


@db
def test_nothing_of_a_refused_question_stays_behind(client, clock, settings):
    desk = make_desk()
    for _number in range(10):
        send(client, desk)
    answer = send(client, desk, pictures=[picture_file()])
    assert answer.status_code == 429
    assert not CasePicture.objects.exists()
    assert not list(settings.PRIVATE_ROOT.glob("cases/*"))


@db
def test_whoever_fills_in_what_nobody_sees_is_held_and_not_told(client):
    assert was_received(send(client, make_desk(), subject="Buy now"))
    assert Case.objects.held().count() == 1
    assert not Case.objects.pool().exists()


@pytest.mark.parametrize(
    ("text", "is_suspect"),
    [
        ("去哪里办“小绿”卡？", False),
        ("这个通知是真的吗？https://www.qinghe.example/tongzhi 我母亲收到了这样一条短信。", False),
        ("同一个网页打不开：www.qinghe.example，还是www.qinghe.example，请问是哪里出了问题", False),
        ("我的邮箱是a@b.com和c@d.cn，请把答复发给我，谢谢记者同志", False),
        ("今天12.5元，明天3.8元，5.com又是什么意思呢？请记者同志帮忙问问", False),
        ("https://casino.example", True),
        ("点这里 https://a.example/1", True),
        ("便宜贷款请点这里办理手续快 http://a.example 或者 http://b.example", True),
        ("加我看好东西，详见ａｂｃ．ｔｏｐ和def.xyz，先到先得，欢迎各位光临", True),
    ],
)
def test_links_make_a_question_suspect_where_words_are_few_or_links_are_many(text, is_suspect):
    assert spam.is_suspect(text) == is_suspect


@db
def test_link_spam_is_held_and_its_sender_sees_an_ordinary_receipt(client):
    assert was_received(send(client, make_desk(), "买买买 http://a.example http://b.example"))
    assert Case.objects.held().count() == 1


@db
@pytest.mark.parametrize("submission", ["短", "x" * 32, "a" * 5000, "<b>"])
def test_a_secret_that_is_not_ours_is_replaced(client, submission):
    assert was_received(send(client, make_desk(), submission=submission))
