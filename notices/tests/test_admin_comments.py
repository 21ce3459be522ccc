"""The clerk opens a desk for comments from the notice's form, and reads there what came of it."""

import pytest
from django.urls import reverse

from notices.models import Notice
from notices.tests.consulting import consultation, with_desk
from notices.tests.notice_form import said, save, url
from portal.testing import make_case, make_notice
from questions.models import Desk

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to("2026-11-22T12:00:00+08:00", tick=False)
    return time_machine


@pytest.fixture
def draft(reporter):
    return consultation(author=reporter, state=Notice.State.DRAFT)


def press(client, notice):
    return client.post(url("open_comments", notice.pk), follow=True)


def form_of(client, notice):
    return client.get(url("change", notice.pk)).content.decode()


def test_one_press_opens_the_desk_and_a_second_one_says_that_it_is_there(as_person, reporter, draft):
    client = as_person(reporter)
    assert "为这份通告开设意见窗口" in form_of(client, draft)
    first = press(client, draft)
    desk = Desk.objects.get()
    assert said(first) == [f"已开设“{desk.name}”。通告发布后，从意见期第一天起收集意见。"]
    assert desk.name in draft.record.get(actor=reporter).comment
    page = first.content.decode()
    assert desk.name in page
    assert "为这份通告开设意见窗口" not in page
    assert said(press(client, draft)) == [f"意见窗口已经开设：“{desk.name}”。"]
    assert Desk.objects.count() == 1


def test_without_a_period_it_says_what_to_do_first(as_person, reporter, draft):
    Notice.objects.update(comments_from=None, comments_until=None)
    assert said(press(as_person(reporter), draft)) == ["请先填写意见期的起止日期并保存，再开设窗口。"]
    assert not Desk.objects.exists()


def test_the_way_to_the_days_is_shown_until_they_are_there(as_person, reporter, draft):
    link, client = 'href="#id_comments_from"', as_person(reporter)
    assert link not in form_of(client, draft)
    Notice.objects.update(comments_from=None, comments_until=None)
    page = form_of(client, draft)
    assert link in page
    assert 'id="id_comments_from"' in page


def test_only_a_press_opens_a_desk(as_person, reporter, draft):
    assert as_person(reporter).get(url("open_comments", draft.pk)).status_code == 405
    assert not Desk.objects.exists()


@pytest.mark.parametrize(
    ("username", "status"),
    [("anonymous", 403), ("outsider", 302), ("keeper", 403), ("other_reporter", 403), ("first_reviewer", 302)],
)
def test_who_may_not_edit_the_draft_opens_no_desk(as_person, cast, draft, username, status):
    answer = as_person(cast[username]).post(url("open_comments", draft.pk))
    assert answer.status_code == status
    assert Desk.objects.exists() == (username == "first_reviewer")


def test_a_notice_that_is_not_there_is_not_found(as_person, reporter):
    assert as_person(reporter).post(url("open_comments", 999)).status_code == 404


def test_a_water_cut_is_offered_no_desk(as_person, reporter):
    page = form_of(as_person(reporter), make_notice(author=reporter, state=Notice.State.DRAFT))
    assert "comments-heading" not in page


def test_whoever_is_of_the_desk_reads_how_many_came_in_and_the_others_do_not(as_person, reporter, first_reviewer):
    notice = with_desk(reporter, author=reporter)
    for number in range(3):
        make_case(notice.desk, f"第{number}条要改。")
    page = form_of(as_person(reporter), notice)
    assert "已收到3条意见" in page
    address = f"{reverse('admin:questions_case_changelist')}?desk__id__exact={notice.desk_id}"
    assert f'href="{address}"' in page
    answer = as_person(reporter).get(address)
    assert answer.context["cl"].result_count == 3
    page = form_of(as_person(first_reviewer), notice)
    assert "来件只有窗口成员能看" in page
    assert "条意见" not in page


def test_what_was_approved_without_a_desk_says_so_and_has_no_button(as_person, reporter, final_reviewer):
    notice = consultation(author=reporter)
    page = form_of(as_person(reporter), notice)
    assert "签发前没有开设意见窗口" in page
    assert "为这份通告开设意见窗口" not in page
    [sentence] = said(press(as_person(final_reviewer), notice))
    assert "请发一份更正通告" in sentence
    assert not Desk.objects.exists()


def test_when_the_period_is_over_it_asks_for_the_result_until_there_is_one(as_person, reporter, clock):
    notice, client = with_desk(reporter, author=reporter), as_person(reporter)
    assert "请公布结果" not in form_of(client, notice)
    clock.move_to("2026-12-01T00:00:00+08:00", tick=False)
    client = as_person(reporter)
    page = form_of(client, notice)
    assert "意见期已结束，请公布结果" in page
    action = url("follow", notice.pk, "result")
    assert f'action="{action}"' in page
    client.post(action)
    assert Notice.objects.get(follows=notice).relation == Notice.Relation.RESULT
    assert "请公布结果" not in form_of(client, notice)


def test_saving_the_form_leaves_the_desk_as_it_is(as_person, reporter, draft):
    client = as_person(reporter)
    press(client, draft)
    notice, _response = save(client, Notice.objects.get(pk=draft.pk), title="改过的标题", desk="")
    assert (notice.title, notice.desk) == ("改过的标题", Desk.objects.get())


def test_keepers_change_the_desk_but_not_what_its_notice_says_of_it(as_person, keeper, reporter):
    desk = with_desk(reporter).desk
    page = as_person(keeper).get(reverse("admin:questions_desk_change", args=[desk.pk]))
    fields = page.context["adminform"].form.fields
    assert {"introduction", "members", "asks_contact"} <= set(fields)
    assert not {"kind", "subject", "opens_on", "closes_on", "publishes_answers", "answer_amount"} & set(fields)


def test_keepers_make_no_desk_for_comments_by_themselves(as_person, keeper):
    page = as_person(keeper).get(reverse("admin:questions_desk_add"))
    fields = page.context["adminform"].form.fields
    assert "subject" not in fields
    assert [value for value, _label in fields["kind"].choices] == ["", "hotline", "snapshot", "needs"]


def test_the_work_queue_stands_beside_a_full_desk(as_person, reporter, clock):
    notice = with_desk(reporter)
    make_case(notice.desk, "第五条要改。")
    clock.move_to("2027-03-01T09:00:00+08:00", tick=False)
    page = as_person(reporter).get("/admin/")
    assert page.status_code == 200
    assert "逾期" not in page.content.decode()
