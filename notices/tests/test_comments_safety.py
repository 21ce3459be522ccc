"""What guards a question guards a comment: it closes at midnight, is one however often sent, names nobody."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from notices.tests.consulting import with_desk
from portal.tests.races import at_once
from questions.models import Case, Contact, ContactLook, Event
from questions.stages import assigning
from questions.tests.asking import go_on, send, was_received
from questions.tests.following import do

CANARIES = {"name": "王芳菲", "telephone": "13800000000"}
COMMENT = "第五条：在区医院门口设站。"
db = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to("2026-11-22T12:00:00+08:00", tick=False)
    return time_machine


@db
def test_it_takes_comments_to_the_last_second_and_gives_back_what_comes_after(client, reporter, clock):
    desk = with_desk(reporter).desk
    clock.move_to("2026-11-30T23:59:59+08:00", tick=False)
    assert go_on(client, desk, COMMENT).status_code == 200
    assert was_received(send(client, desk, COMMENT))
    clock.move_to("2026-12-01T00:00:00+08:00", tick=False)
    late = send(client, desk, "晚了一秒", **CANARIES)
    page = late.content.decode()
    assert late.status_code == 422
    for text in ("晚了一秒", *CANARIES.values()):
        assert f"{text}</textarea>" in page
    assert Case.objects.count() == 1


@db
def test_it_takes_none_before_the_first_day(client, reporter, clock):
    clock.move_to("2026-11-19T23:59:59+08:00", tick=False)
    desk = with_desk(reporter).desk
    assert not was_received(send(client, desk, COMMENT))
    clock.move_to("2026-11-20T00:00:00+08:00", tick=False)
    assert was_received(send(client, desk, COMMENT))


@pytest.mark.django_db(transaction=True)
def test_thirty_sends_of_one_form_are_one_comment(reporter, in_a_file):
    desk = with_desk(reporter).desk
    in_a_file()

    def press():
        return was_received(send(Client(), desk, COMMENT, submission="a" * 32, **CANARIES))

    assert at_once(*[press] * 30) == [True] * 30
    assert at_once(lambda: (Case.objects.count(), Event.objects.count(), Contact.objects.count())) == [(1, 1, 1)]


@db
@pytest.mark.usefixtures("still")
def test_of_many_sends_within_a_minute_ten_are_taken(client, reporter):
    desk = with_desk(reporter).desk
    answers = [send(client, desk, f"{COMMENT}{number}") for number in range(11)]
    assert [was_received(answer) for answer in answers] == [True] * 10 + [False]
    assert answers[-1].status_code == 429
    assert f"{COMMENT}10</textarea>" in answers[-1].content.decode()


@db
def test_what_fills_in_the_hidden_field_is_held(client, reporter):
    send(client, with_desk(reporter).desk, COMMENT, subject="buy now")
    assert Case.objects.get().is_held


@db
def test_name_and_telephone_stand_nowhere_but_behind_the_button_that_leaves_a_record(client, as_person, reporter):
    notice = with_desk(reporter)
    send(client, notice.desk, COMMENT, **CANARIES)
    case = Case.objects.get()
    for path in (f"/notices/{notice.pk}/", notice.desk.get_absolute_url(), "/questions/desks/", "/questions/"):
        assert not [canary for canary in (*CANARIES.values(), COMMENT) if canary in client.get(path).content.decode()]
    assigning.claim(case, reporter)
    staff = as_person(reporter)
    paths = [
        reverse("admin:questions_case_change", args=[case.pk]),
        reverse("admin:questions_case_changelist"),
        reverse("admin:notices_notice_change", args=[notice.pk]),
    ]
    for path in paths:
        page = staff.get(path)
        assert page.status_code == 200
        assert not [canary for canary in CANARIES.values() if canary in page.content.decode()]
    shown = staff.post(reverse("admin:questions_case_action", args=[case.pk, "see_contact"]))
    assert CANARIES["telephone"] in shown.content.decode()
    assert ContactLook.objects.count() == 1


@db
@pytest.mark.parametrize("username", ["other_reporter", "first_reviewer", "final_reviewer", "keeper"])
def test_nobody_beside_the_desk_sees_a_comment(client, as_person, cast, reporter, username):
    send(client, with_desk(reporter).desk, COMMENT, **CANARIES)
    answer = as_person(cast[username]).get(reverse("admin:questions_case_change", args=[Case.objects.get().pk]))
    assert answer.status_code in {403, 404}


@db
def test_its_writer_follows_adds_and_withdraws_it(client, reporter):
    desk = with_desk(reporter).desk
    assert "告诉您答复" not in go_on(client, desk, COMMENT).content.decode()
    receipt = client.get(send(client, desk, COMMENT)["Location"])
    page = receipt.content.decode()
    assert desk.subject in page
    assert "期满后统一汇总，不逐条答复" in page
    assert "记者" not in page
    assert "9000年" not in page
    progress = client.get("/questions/track/case/").content.decode()
    assert "您的意见已收到" in progress
    assert "提交意见。" in progress
    do(client, "add", text="还有末班车也太早。")
    do(client, "withdraw")
    case = Case.objects.get()
    assert (case.outcome, case.additions.count()) == (Case.Outcome.WITHDRAWN, 1)
    assert "撤回意见。" in client.get("/questions/track/case/").content.decode()


@db
def test_some_time_after_the_period_name_and_telephone_are_deleted(client, reporter, clock, settings):
    send(client, with_desk(reporter).desk, COMMENT, **CANARIES)
    clock.move_to("2026-12-16T03:00:00+08:00", tick=False)
    call_command("closecases", stdout=StringIO())
    assert Case.objects.get().outcome == Case.Outcome.GATHERED
    call_command("deletecontacts", stdout=StringIO())
    assert Contact.objects.exists()
    clock.shift(timedelta(days=settings.CONTACT_DAYS, seconds=1))
    call_command("deletecontacts", stdout=StringIO())
    assert not Contact.objects.exists()
