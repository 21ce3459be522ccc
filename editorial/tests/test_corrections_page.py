"""更正: one page of everything that the paper has put right or taken back."""

import re
from datetime import datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from articles.models import Article
from editorial.bringing_in import bring_in
from editorial.corrections import MOST_WITHDRAWALS, kinds
from editorial.tests.bulletins.models import Bulletin
from portal.testing import make_article, make_person
from web.pagination import PER_PAGE

pytestmark = pytest.mark.django_db
MOST_QUERIES = 8


def make_withdrawn(title, days_ago=0, reason="活动日期写错"):
    moment = timezone.now() - timedelta(days=days_ago)
    return make_article(title, state=Article.State.WITHDRAWN, withdrawn_at=moment, withdrawn_reason=reason)


def make_bulletin(title, author, **fields):
    """A thing of another kind than articles, live unless it is withdrawn."""
    state = Bulletin.State.WITHDRAWN if fields else Bulletin.State.APPROVED
    moment = timezone.now() - timedelta(hours=1)
    return bring_in(Bulletin(title=title, author=author, state=state, publish_at=moment, **fields), author)


def correct_on(day, article, text):
    with time_machine.travel(timezone.make_aware(datetime(2026, 11, day, 10, 30)), tick=False):
        article.correct(article.author, text)
    return article.corrections.latest("pk")


def page_of(client, address="/corrections/"):
    return client.get(address).content.decode()


def entries(page, section="published"):
    """The list items of one of the page's sections, as text."""
    _before, _heading, rest = page.partition(f'<h2 id="{section}">')
    items = re.findall(r"<li.*?</li>", rest.partition("</ol>")[0], re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", " ", item).split()) for item in items]


def test_corrections_stand_with_their_date_kind_title_and_text_the_newest_first(client):
    lift, school = make_article("电梯启用", publish_at=_november(1)), make_article("学校开学", publish_at=_november(1))
    correct_on(20, lift, "原文“12户”应为“11户”。")
    newest = correct_on(22, school, "原文“二小”应为“三小”。")
    page = page_of(client)
    assert entries(page) == [
        "2026年11月22日 文章 学校开学 原文“二小”应为“三小”。",
        "2026年11月20日 文章 电梯启用 原文“12户”应为“11户”。",
    ]
    assert f'<li id="correction-{newest.pk}">' in page
    assert f'<a href="{school.get_absolute_url()}">学校开学</a>' in page


def test_a_page_without_corrections_says_so_and_keeps_the_policy(client):
    page = page_of(client)
    assert "还没有发布过更正。" in page
    assert "稿件有错，我们改正" in page
    assert 'id="withdrawn"' not in page


def test_twenty_stand_on_a_page_and_the_withdrawals_on_the_first_alone(client):
    article = make_article()
    for number in range(PER_PAGE + 1):
        article.correct(article.author, f"第{number}处")
    make_withdrawn("撤下的稿件")
    first, second = page_of(client), page_of(client, "/corrections/?page=2")
    assert len(entries(first)) == PER_PAGE
    assert [entry.split()[-1] for entry in entries(second)] == ["第0处"]
    assert len(entries(first, "withdrawn")) == 1
    assert not entries(second, "withdrawn")
    assert client.get("/corrections/?page=3").status_code == 404


def test_withdrawals_say_when_and_why_the_latest_first_and_no_more_than_twenty(client):
    for number in range(MOST_WITHDRAWALS + 2):
        make_withdrawn(f"稿件{number:02}", days_ago=number, reason=f"原因{number:02}")
    found = entries(page_of(client), "withdrawn")
    assert [re.search(r"稿件(\d\d) 原因：原因\1", entry)[1] for entry in found] == [
        f"{number:02}" for number in range(MOST_WITHDRAWALS)
    ]
    assert timezone.localdate().strftime("%Y年%-m月%-d日") in found[0]


def test_a_withdrawn_article_is_marked_beside_its_corrections(client):
    withdrawn, live = make_withdrawn("撤下的稿件"), make_article("留着的稿件")
    for article in (withdrawn, live):
        article.correct(article.author, "有误")
    marked = {entry.split()[2]: "已撤稿" in entry for entry in entries(page_of(client))}
    assert marked == {"撤下的稿件": True, "留着的稿件": False}


@pytest.mark.parametrize(
    "fields",
    [
        {"publish_at": timezone.now() + timedelta(days=9000)},
        {"state": Article.State.DRAFT, "publish_at": None},
    ],
)
def test_what_is_not_public_now_is_not_named(client, fields):
    article = make_article("还没到时候", **fields)
    article.correct(article.author, "不给人看的更正")
    page = page_of(client)
    assert "还没到时候" not in page
    assert "不给人看的更正" not in page


def test_who_made_a_correction_is_not_public(client):
    person = make_person("yeminqian", last_name="叶", first_name="明谦")
    article = make_article()
    article.correct(person, "有误")
    for address in ("/corrections/", "/feeds/corrections/", article.get_absolute_url()):
        assert not re.search("yeminqian|明谦", page_of(client, address)), address


def test_what_was_typed_is_shown_as_typed(client):
    article = make_article("<b>标题</b>")
    article.correct(article.author, "<script>alert(1)</script>")
    page = page_of(client)
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page
    assert "<b>" not in page


@pytest.mark.parametrize("number", [1, 45])
@pytest.mark.parametrize("address", ["/corrections/", "/elder/corrections/", "/feeds/corrections/"])
def test_the_archive_may_grow_and_the_queries_do_not(client, django_assert_max_num_queries, address, number):
    for index in range(number):
        article, withdrawn = make_article(f"甲{index}"), make_withdrawn(f"乙{index}", days_ago=index)
        for item in (article, withdrawn, make_bulletin(f"丙{index}", article.author)):
            item.correct(article.author, "有误")
    # The columns of the frame, the count, the corrections, and one for each kind of thing.
    with django_assert_max_num_queries(3 + len(kinds())) as asked:
        client.get(address)
    assert len(asked) <= MOST_QUERIES
    assert not [query["sql"] for query in asked if "_html" in query["sql"]]


def test_all_kinds_of_things_stand_on_it_together(client):
    article = make_article("电梯启用")
    bulletin = make_bulletin("停水快报", article.author)
    make_bulletin("撤下的快报", article.author, withdrawn_at=timezone.now(), withdrawn_reason="已恢复供水")
    for item in (article, bulletin):
        item.correct(article.author, "有误")
    page = page_of(client)
    assert [entry.split()[1:3] for entry in entries(page)] == [["快报", "停水快报"], ["文章", "电梯启用"]]
    assert [entry.split()[1:] for entry in entries(page, "withdrawn")] == [["快报", "撤下的快报", "原因：已恢复供水"]]


def test_the_page_in_the_elder_edition_stays_inside_it(client):
    article = make_article()
    article.correct(article.author, "有误")
    assert f'<a href="/elder{article.get_absolute_url()}">' in page_of(client, "/elder/corrections/")


@pytest.mark.django_db(databases=[])
def test_nothing_is_posted_to_it(client):
    assert client.post("/corrections/").status_code == 405


def _november(day):
    return timezone.make_aware(datetime(2026, 11, day, 6, 0))
