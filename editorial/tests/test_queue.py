"""The first page of the desk: what waits for the person who opens it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Column
from editorial.models import Proposal
from editorial.rules import Action
from editorial.tests.full_desk import at, in_review, lay_out, override, proposal, waited
from portal.testing import make_article, make_column, make_draft

pytestmark = pytest.mark.django_db
CALM = "眼下没有等您处理的稿件"
MOST_QUERIES = 12


def counts(client):
    found = client.get("/admin/").context["queue"]["counts"]
    return {line.code: (str(line.word), line.count, line.age) for line in found}


def test_who_has_nothing_to_do_reads_one_calm_line_and_no_empty_count(as_person, reporter, keeper, final_reviewer):
    for person in (reporter, keeper, final_reviewer):
        page = as_person(person).get("/admin/").content.decode()
        assert CALM in page
        assert 'class="counts"' not in page
        assert 'class="plan"' not in page


def test_each_review_waits_for_those_who_may_pass_it(
    as_person, reporter, first_reviewer, second_reviewer, final_reviewer
):
    waited(in_review("一", reporter), days=3, hours=5)
    in_review("二", reporter)
    waited(in_review("三", reporter, first_reviewer), minutes=42)
    assert counts(as_person(first_reviewer)) == {"awaiting": ("待我审核", 2, "最久3天")}
    assert counts(as_person(second_reviewer)) == {"awaiting": ("待我审核", 1, "最久42分钟")}
    assert counts(as_person(final_reviewer)) == counts(as_person(reporter)) == {}


def test_what_came_back_and_what_was_begun_lie_apart(as_person, reporter, other_reporter, first_reviewer):
    returned = in_review("退", reporter)
    returned.decide(Action.RETURN, first_reviewer, "请再核实")
    waited(returned, hours=7)
    make_draft(reporter)
    assert counts(as_person(reporter)) == {
        "returned": ("退回给我", 1, "最久7小时"),
        "drafts": ("我的草稿", 1, "刚到"),
    }
    assert counts(as_person(other_reporter)) == counts(as_person(first_reviewer)) == {}


def test_proposed_versions_lie_beside_the_articles(as_person, reporter, first_reviewer):
    proposal("在写", reporter, submitted=False)
    proposal("送审", reporter)
    proposal("退回", reporter, returned_by=first_reviewer)
    assert {code: count for code, (_word, count, _age) in counts(as_person(reporter)).items()} == {
        "proposed_returned": 1,
        "proposed_drafts": 1,
    }
    assert counts(as_person(first_reviewer)) == {"proposed_awaiting": ("待我审核的修改稿", 1, "刚到")}


def test_the_rows_of_awaiting_are_those_that_the_rules_let_pass(cast):
    lay_out(cast)
    for name, person in cast.items():
        if person:
            allowed = {proposed.pk for proposed in Proposal.objects.all() if can_pass(proposed, person)}
            assert {proposed.pk for proposed in Proposal.objects.awaiting(person)} == allowed, name
    assert Proposal.objects.awaiting(cast["final_reviewer"]).exists()


def test_a_round_of_reviews_that_was_broken_off_binds_nobody(reporter, first_reviewer, second_reviewer):
    # Somebody who may pass two levels, and has passed the first of a round that the author ended.
    both = second_reviewer
    both.groups.add(*first_reviewer.groups.all())
    for reviewed in (in_review("又一稿", reporter, both), proposal("又一稿", reporter, passed_by=[both])):
        assert not can_pass(reviewed, both)
        assert not type(reviewed).objects.awaiting(both).exists()
        for person, action in ((reporter, Action.RECALL), (reporter, Action.SUBMIT), (first_reviewer, Action.PASS)):
            reviewed.decide(action, person)
        assert can_pass(reviewed, both)
        assert list(type(reviewed).objects.awaiting(both)) == [reviewed]


def can_pass(reviewed, person):
    return Action.PASS in reviewed.available_actions(person)


def test_reviewers_are_reminded_of_what_was_let_through(
    as_person, reporter, second_reviewer, final_reviewer, time_machine
):
    urgent = make_draft(reporter)
    urgent.decide(Action.PUBLISH, final_reviewer, "突发")
    waited(urgent, days=2)
    now = timezone.now()
    for days in (8, 0):  # the first too long ago
        time_machine.move_to(now - timedelta(days=days))
        override(make_article(), final_reviewer)
    found = counts(as_person(second_reviewer))
    assert found["review_later"] == ("紧急签发待补审", 1, "最久2天")
    assert found["overridden"] == ("近七天放行过检查", 1, "刚到")
    assert counts(as_person(reporter)) == {}


def test_the_plan_says_what_is_out_and_what_is_to_come(as_person, reporter, time_machine):
    time_machine.move_to(at(23), tick=False)
    for title, moment in (("后天", at(0, 2)), ("晚报", at(23, minute=30)), ("明早", at(6, 1)), ("晨报", at(6))):
        make_article(title, column=make_column("简讯"), publish_at=moment)
    make_article("昨天", publish_at=at(23, -1))
    page = as_person(reporter).get("/admin/").content.decode()
    stands = [page.index(f">{title}</a>") for title in ("晨报", "晚报", "明早")]
    assert stands == sorted(stands)
    assert "昨天" not in page
    assert "后天" not in page
    assert page.count("已发") == page.count('class="is-out"') == 1
    assert '<span class="kind">简讯 · 文章</span>' in page
    assert page.count("待发 1 篇") == 2
    assert CALM not in page


def test_who_may_write_starts_from_here(as_person, reporter, keeper):
    new = '<a class="button" href="/admin/articles/article/add/">写文章</a>'
    assert new in as_person(reporter).get("/admin/").content.decode()
    assert new not in as_person(keeper).get("/admin/").content.decode()


def test_the_page_asks_few_queries_and_no_more_for_a_full_newsroom(as_person, cast):
    make_draft(cast["reporter"])
    few = {name: queries(as_person(cast[name])) for name in ("reporter", "final_reviewer", "keeper")}
    lay_out(cast)
    for number in range(30):
        make_article(publish_at=timezone.now() + timedelta(minutes=number))
        make_column(f"栏{number}")
    Column.objects.update(expected_days=1)
    for name, before in few.items():
        assert queries(as_person(cast[name])) <= max(before, 1) <= MOST_QUERIES, name


def queries(client):
    client.get("/admin/")
    with CaptureQueriesContext(connection) as captured:
        assert client.get("/admin/").status_code == 200
    return len(captured)
