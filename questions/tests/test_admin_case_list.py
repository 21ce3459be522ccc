"""The list of cases: who sees which rows, what a row says, filters, search, and how much it costs."""

from datetime import datetime, timedelta

import pytest
from django.utils.timezone import get_default_timezone, localtime

from portal.testing import make_case, make_desk
from questions.models import Case
from questions.stages import assigning, closing

from .case_desk import CANARIES, LIST, TEXT, full_case, moved, page_of, staffed_desk

pytestmark = pytest.mark.django_db
MEMBERS = {"reporter", "other_reporter", "first_reviewer"}


@pytest.fixture
def desk(cast):
    return staffed_desk(cast)


def rows(client, **query):
    return list(client.get(LIST, query).context["cl"].queryset)


def test_only_members_of_a_desk_find_a_trace_of_its_cases(desk, cast, as_person):
    case = full_case(desk, cast["reporter"])
    root = cast["final_reviewer"]
    root.is_superuser = True
    root.save()
    completion = f"/admin/autocomplete/?app_label=questions&model_name=case&field_name=duplicate_of&term={case.pk}"
    for name, person in cast.items():
        client = as_person(person)
        for address in (LIST, f"{LIST}?q=路灯", f"{LIST}?q={case.pk}", completion, "/admin/"):
            page = client.get(address, follow=True).content.decode()
            shows = "路灯" in page.replace("q=路灯", "").replace('value="路灯"', "") or page_of(case) in page
            assert shows == (name in MEMBERS and address.startswith(LIST)), (name, address)
        found = client.get(completion)
        assert found.status_code != 200 or name in MEMBERS or found.json()["results"] == [], name
        for address in (page_of(case), f"{LIST}{case.pk}/history/"):
            status = client.get(address).status_code
            expected = {200, 302} if name in MEMBERS else {302, 404}
            assert status in expected, (name, address)
            if name in {"second_reviewer", "final_reviewer", "keeper"}:
                assert status == 404, (name, address)


def test_nobody_adds_to_changes_or_deletes_a_case_by_the_admins_own_ways(desk, cast, as_person):
    case = full_case(desk, cast["reporter"])
    client = as_person(cast["reporter"])
    assert client.post(page_of(case), {"text": "改掉"}).status_code == 405
    assert client.post(f"{LIST}{case.pk}/delete/", {"post": "yes"}).status_code == 403
    for action in ("delete_selected", "nonsense"):
        client.post(LIST, {"action": action, "_selected_action": [case.pk], "post": "yes"})
    assert Case.objects.get().text == TEXT


def test_a_row_says_what_it_is_about_and_nothing_private(desk, cast, as_person):
    full_case(desk, cast["reporter"])
    make_case(desk, f"我叫{CANARIES[0]}，住梧桐里9号楼，电话{CANARIES[1]}，水管漏水。")
    page = as_person(cast["reporter"]).get(LIST).content.decode()
    assert not [canary for canary in CANARIES if canary in page]
    assert "〔姓名〕" in page


def test_lateness_has_a_word_as_well_as_a_colour(desk, cast, as_person):
    moved(make_case(desk, "晚了"), response_due=-3, answer_due=1)
    moved(make_case(desk, "快了"), response_due=timedelta(hours=3, minutes=1), answer_due=3)
    moved(make_case(desk, "刚来"), response_due=timedelta(hours=5), answer_due=3)
    make_case(desk, "加微信", is_held=True)
    page = as_person(cast["reporter"]).get(LIST).content.decode()
    assert '<strong class="tone tone-late">逾期3天</strong>' in page
    assert '<strong class="tone tone-warning">预警，剩3小时</strong>' in page
    assert page.count("预警，") == 1
    assert '<strong class="tone tone-warning">疑似垃圾</strong>' in page


def test_filters_and_search_find_what_they_say(desk, cast, as_person):
    reporter = cast["reporter"]
    waiting, spam = make_case(desk, "没人管"), make_case(desk, "红包", is_held=True)
    mine, late, closed = make_case(desk, "我的"), make_case(desk, "晚了"), make_case(desk, "完了")
    for case in (mine, closed):
        assigning.claim(case, reporter)
    closing.close(closed, reporter, Case.Outcome.NO_ANSWER, "对方没有答复")
    moved(late, response_due=-2, answer_due=-1)
    for case in (waiting, mine):
        moved(case, response_due=3, answer_due=9)
    client = as_person(reporter)
    assert rows(client, waits="pool") == [late, waiting]
    assert rows(client, waits="mine") == [mine]
    assert rows(client, waits="held") == [spam]
    assert rows(client, deadline="overdue") == [late]
    assert rows(client, status__exact="closed") == rows(client, outcome__exact="no_answer") == [closed]
    assert rows(client, q=str(mine.pk)) == rows(client, q="我的") == [mine]
    assert rows(client, q="9" * 40) == rows(client, q="٣") == []
    assert len(rows(client, waits="nonsense", deadline="x")) == 5
    assert "待认领" in client.get(LIST, {"q": "没有这样的"}).content.decode()


def test_who_belongs_to_no_desk_is_told_so(desk, cast, as_person):
    make_case(desk)
    page = as_person(cast["second_reviewer"]).get(LIST).content.decode()
    assert "您不是任何受理台的成员" in page


def test_the_list_costs_the_same_for_a_full_desk(desk, cast, as_person, django_assert_max_num_queries):
    other = make_desk("随手拍", head=cast["reporter"])
    for number in range(12):
        full_case((desk, other)[number % 2], cast["reporter"])
    client = as_person(cast["reporter"])
    with django_assert_max_num_queries(12):
        assert len(client.get(LIST).context["cl"].result_list) == 12


def test_the_deadline_that_comes_next_is_named_and_sorted_by(desk, cast, as_person):
    first, then = make_case(desk, "刚来"), make_case(desk, "已回应")
    moved(first, response_due=timedelta(hours=30), answer_due=9)
    moved(then, response_due=-2, responded_at=-2, answer_due=2)
    Case.objects.filter(pk=then.pk).update(answer_due=datetime(2099, 11, 28, tzinfo=get_default_timezone()))
    client = as_person(cast["reporter"])
    page = client.get(LIST).content.decode()
    assert f'回应 <span class="time">{localtime(first.response_due):%m-%d %H:%M}</span>' in page
    assert '答复 <span class="time">2099-11-27</span>' in page
    assert "24:00" not in page
    assert rows(client, o="2") == [first, then]
    assert rows(client, o="-2") == [then, first]
    assert rows(client, waits="pool") == [first, then]


def test_what_a_reporter_has_let_go_waits_to_be_taken_over(desk, cast, as_person):
    case = make_case(desk)
    assigning.claim(case, cast["reporter"])
    assert "待接手" not in as_person(cast["reporter"]).get(LIST).content.decode()
    moved(case, lease_until=-1)
    assert "待接手" in as_person(cast["reporter"]).get(LIST).content.decode()
