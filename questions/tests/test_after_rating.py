"""What the page of a case says once its asker has rated the answer, and what it offers then."""

from datetime import timedelta

import pytest

from portal.testing import make_authority, make_desk
from questions.progress.status import standing_of
from questions.stages import answering, assigning, referring
from questions.tests.following import do, follow, page_of, receive

pytestmark = pytest.mark.django_db
NOON = "2026-03-02T12:00:00+08:00"
UNSOLVED = {"is_solved": "no", "rating": "2"}
OPEN = '<details class="case-action" open>\n  <summary>没有解决，要求重新办理</summary>'


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(NOON, tick=False)
    return time_machine


@pytest.fixture
def mine(reporter, client):
    case, code = receive(desk=make_desk(members=[reporter]))
    follow(client, code)
    assigning.claim(case, reporter)
    return case


@pytest.fixture
def answered(mine, reporter, clock):
    answering.answer_asker(mine, reporter, "<p>已修好。</p>")
    clock.shift(timedelta(minutes=1))
    return mine


def test_not_solved_is_repeated_and_leads_to_having_it_taken_up_once_more(answered, client):
    assert OPEN not in page_of(client)
    do(client, "rate", **UNSOLVED)
    page = page_of(client)
    assert (
        '已收到您的评价：没有解决。<time datetime="2026-03-17">3月17日（星期二）</time>以前可以要求重新办理一次。'
        in page
    )
    assert "请告诉我们问题有没有解决" not in page
    assert "评价：没有解决，2分。" in page
    assert "要记者再去办，请点“重新办理”。" in page
    assert OPEN in page


def test_when_it_is_too_late_to_have_it_reopened_nothing_of_it_is_said(answered, client, clock):
    do(client, "rate", **UNSOLVED)
    clock.shift(timedelta(days=15))
    answered.refresh_from_db()
    assert standing_of(answered).then == "已收到您的评价：没有解决。"


def test_solved_is_repeated(answered, client):
    do(client, "rate", is_solved="yes", rating="5")
    assert "评价：解决了，5分。" in page_of(client)


def test_of_two_ratings_the_timeline_says_the_last(answered, reporter, client, clock):
    do(client, "rate", **UNSOLVED)
    do(client, "reopen", text="还是不亮")
    clock.shift(timedelta(minutes=1))
    answering.answer_asker(answered, reporter, "<p>换了灯。</p>")
    do(client, "rate", is_solved="yes", rating="4")
    page = page_of(client)
    assert page.index("作了评价。") < page.index("评价：解决了，4分。")
    assert "2分" not in page.partition('id="steps"')[2].partition("</section>")[0]


def test_the_thanks_name_the_page_of_figures_only_where_it_counts(answered, reporter, client):
    do(client, "rate", **UNSOLVED)
    assert "谢谢，您的评价已经记下。" in page_of(client)


def test_the_thanks_name_the_page_of_figures_where_an_authority_is_in_charge(mine, reporter, client, clock):
    referring.refer(mine, reporter, make_authority(), "一盏路灯不亮。")
    answering.answer_asker(mine, reporter, "<p>已修好。</p>")
    clock.shift(timedelta(minutes=1))
    do(client, "rate", **UNSOLVED)
    assert "会计入“办理情况”页面" in page_of(client)


def test_once_answered_withdrawing_is_not_offered(mine, reporter, client):
    assert "撤回问题" in page_of(client)
    answering.answer_asker(mine, reporter, "<p>已修好。</p>")
    assert "撤回问题" not in page_of(client)


def test_once_reopened_what_was_said_is_the_earlier_answer(answered, reporter, client):
    assert '<h2 id="answer">答复</h2>' in page_of(client)
    do(client, "reopen", text="还是不亮")
    assert '<h2 id="answer">上一次的答复</h2>' in page_of(client)
    answering.answer_asker(answered, reporter, "<p>换了灯。</p>")
    assert '<h2 id="answer">答复</h2>' in page_of(client)
