"""The list of articles and its filters."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Article
from portal.testing import make_article, make_column, make_contributor, make_draft

from .admin_form import url

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_review")]
State = Article.State
HOUR = timezone.timedelta(hours=1)


def shown(response):
    return [article.title for article in response.context["cl"].result_list]


@pytest.fixture
def five(reporter):
    make_draft(reporter, "草")
    make_draft(reporter, "审", state=State.IN_REVIEW)
    make_article("待", reporter, publish_at=timezone.now() + HOUR)
    make_article("公", reporter)
    make_article("撤", reporter, state=State.WITHDRAWN, withdrawn_at=timezone.now(), withdrawn_reason="误")


@pytest.mark.parametrize(("status", "title", "word"), [
    ("draft", "草", "草稿"), ("in_review", "审", "审核中"), ("scheduled", "待", "待公开"), ("live", "公", "已公开"),
    ("withdrawn", "撤", "已撤稿"),
])  # fmt: skip
def test_each_state_has_a_filter_and_a_coloured_word(status, title, word, five, as_person, reporter):
    response = as_person(reporter).get(url("changelist"), {"status": status})
    assert shown(response) == [title]
    assert f'<span class="status status-{status}">{word}</span>' in response.content.decode()


def test_my_desk_finds_what_waits_for_me_and_what_is_mine(five, as_person, reporter, final_reviewer):
    make_draft(final_reviewer, "总编自己的", state=State.IN_REVIEW)
    client = as_person(final_reviewer)
    assert shown(client.get(url("changelist"), {"desk": "awaiting"})) == ["审"]
    assert shown(client.get(url("changelist"), {"desk": "mine"})) == ["总编自己的"]
    assert shown(as_person(reporter).get(url("changelist"), {"desk": "drafts"})) == ["草"]


def test_the_newest_stands_first_drafts_among_them(as_person, reporter):
    make_article("昨天", reporter, publish_at=timezone.now() - 24 * HOUR)
    make_draft(reporter, "正在写")
    make_article("明天", reporter, publish_at=timezone.now() + 24 * HOUR)
    make_article("前天", reporter, publish_at=timezone.now() - 48 * HOUR)
    assert shown(as_person(reporter).get(url("changelist"))) == ["明天", "正在写", "昨天", "前天"]


def test_search_finds_headlines_and_names(as_person, reporter):
    contributor = make_contributor("孟小满")
    make_article("电梯", reporter, bylines=[contributor])
    make_article("路灯", reporter, kicker="一条电梯之外的消息")
    client = as_person(reporter)
    assert shown(client.get(url("changelist"), {"q": "孟小满"})) == ["电梯"]
    assert sorted(shown(client.get(url("changelist"), {"q": "电梯"}))) == ["电梯", "路灯"]


def test_columns_and_days_are_filters_too(as_person, reporter):
    make_article("一", reporter, column=make_column("要闻"))
    make_article("二", reporter, column=make_column("聚焦"), publish_at=timezone.now() - 24 * 400 * HOUR)
    client = as_person(reporter)
    assert shown(client.get(url("changelist"), {"column__id__exact": make_column("要闻").pk})) == ["一"]
    year = timezone.localdate().year
    assert shown(client.get(url("changelist"), {"publish_at__year": year})) == ["一"]


@pytest.mark.parametrize("order", range(1, 7))
def test_every_column_of_the_list_can_be_read_and_sorted(order, five, as_person, reporter):
    for sign in ("", "-"):
        assert as_person(reporter).get(url("changelist"), {"o": f"{sign}{order}"}).status_code == 200


def test_a_longer_list_asks_no_more_queries(as_person, reporter):
    client = as_person(reporter)

    def queries():
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert client.get(url("changelist")).status_code == 200
        return len(captured)

    contributor = make_contributor()
    for number in range(5):
        make_article(f"稿{number}", reporter, bylines=[contributor])
    queries()
    few = queries()
    for number in range(45):
        make_article(f"又{number}", reporter, bylines=[contributor], column=make_column(f"栏{number % 7}"))
    assert queries() == few


def test_the_list_leaves_the_long_texts_in_the_database(as_person, reporter):
    make_article(author=reporter)
    with CaptureQueriesContext(connection) as captured:
        as_person(reporter).get(url("changelist"))
    assert not any('"body_html"' in query["sql"] for query in captured)
