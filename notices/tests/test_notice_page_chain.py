"""A notice in a chain: the reader sees the current word first, and the chain under the text."""

import re
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from editorial.rules import Action
from notices import chains
from notices.models import Notice
from portal.testing import make_notice

pytestmark = pytest.mark.django_db
NOW = timezone.make_aware(datetime(2026, 11, 22, 9))
Relation = Notice.Relation


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def page(client):
    """Return a function that fetches a notice's page as text, without space between tags."""
    return lambda notice: re.sub(r">\s+<", "><", client.get(notice.get_absolute_url()).content.decode())


def standing(text):
    """What stands above the box of a notice that is followed, without markup."""
    found = re.search(r'<aside class="notice-standing".*?</aside>', text, re.DOTALL)
    return re.sub(r"<[^>]+>", " ", found[0]) if found else ""


def chain(text):
    """(status, relation, title, whether it is this page) for each of the chain, in the page's order."""
    block = text.partition('class="notice-chain"')[2].partition("</ol>")[0]
    rows = [
        re.search(r'class="ribbon \w+">(\w+)<.*?<span>(\w+)</span>.*?<p><(\w+) [^>]+>(.*?)</', row, re.DOTALL).groups()
        for row in block.split("<li>")[1:]
    ]
    return [(status, relation, title, tag == "strong") for status, relation, tag, title in rows]


def test_a_notice_by_itself_has_no_chain(page):
    text = page(make_notice())
    assert "notice-standing" not in text
    assert "notice-chain" not in text


def test_a_repealed_notice_says_so_on_top_and_by_what(page):
    old = make_notice("旧规定")
    new = make_notice("新规定", follows=old, relation=Relation.REPEALS, chain_note="燃放区域有调整。")
    text = page(old)
    assert re.findall(r'class="ribbon (\w+)">(\w+)<', text)[0] == ("repealed", "已废止")
    assert "已由 《新规定》 自11月22日8:00起废止" in standing(text)
    assert "燃放区域有调整。" in standing(text)
    assert f'<a href="/notices/{new.pk}/">《新规定》</a>' in text
    assert text.index("notice-standing") < text.index('class="notice-box"')
    assert standing(page(new)) == ""


def test_what_is_still_to_come_is_announced_and_the_notice_holds_until_then(page):
    old = make_notice("旧规定")
    make_notice("新规定", follows=old, relation=Relation.REPLACES, effective_from=NOW.date() + timedelta(days=9))
    text = page(old)
    assert 'class="ribbon in_force"' in text
    assert "自12月1日起由 《新规定》 替代" in standing(text)


def test_the_reader_of_the_first_is_led_to_the_last_and_not_only_to_the_next(page):
    first = make_notice("第一份")
    second = make_notice("第二份", follows=first, relation=Relation.EXTENDS)
    make_notice("第三份", follows=second, relation=Relation.ENDS_EARLY)
    said = standing(page(first))
    assert "已由 《第二份》 延长" in said
    assert "第三份" in said.partition("最新的一份")[2]
    assert "最新的一份" not in standing(page(second))


def test_the_chain_stands_current_word_first_with_relation_status_and_note(page):
    first = make_notice("第一份")
    second = make_notice("第二份", follows=first, relation=Relation.EXTENDS, chain_note="工期不够。")
    make_notice("第三份", follows=second, relation=Relation.CORRECTS)
    text = page(second)
    assert chain(text) == [
        ("生效中", "更正", "第三份", False),
        ("已失效", "延长", "第二份", True),
        ("已失效", "首份", "第一份", False),
    ]
    assert "工期不够。" in text.partition('class="notice-chain"')[2]


def test_what_was_withdrawn_stays_in_the_chain_as_such_and_counts_no_more(page, final_reviewer):
    first = make_notice("第一份")
    second = make_notice("第二份", follows=first, relation=Relation.REPEALS)
    second.decide(Action.WITHDRAW, final_reviewer, "发布有误")
    text = page(first)
    assert chain(text) == [("已撤稿", "废止", "第二份", False), ("生效中", "首份", "第一份", True)]
    assert "发布有误" in text
    assert standing(text) == ""


def test_nothing_tells_of_a_follower_before_it_is_public(page):
    first = make_notice("第一份", effective_until=NOW.date() + timedelta(days=30))
    make_notice(
        "机密的第二份", follows=first, relation=Relation.ENDS_EARLY,
        publish_at=NOW + timedelta(days=1), effective_from=NOW.date() + timedelta(days=3),
    )  # fmt: skip
    first.refresh_from_db()
    assert first.over_in_truth != first.over_by_itself
    text = page(first)
    assert "机密" not in text
    assert "11月25日" not in text
    assert "2026-11-25" not in text
    assert "2026年12月22日24:00" in text


def test_the_result_of_a_notice_is_announced_on_it_without_ending_it(page):
    first = make_notice("公示")
    make_notice("公示结果", follows=first, relation=Relation.RESULT)
    text = page(first)
    assert "结果已公布： 《公示结果》" in standing(text)
    assert 'class="ribbon in_force"' in text


def test_the_preview_of_a_draft_shows_what_it_follows(client, first_reviewer, as_person):
    first = make_notice("第一份")
    draft = make_notice("第二份", author=first_reviewer, state=Notice.State.DRAFT)
    chains.join(draft, first, Relation.EXTENDS)
    text = as_person(first_reviewer).get(f"/admin/notices/notice/{draft.pk}/preview/").content.decode()
    assert "第一份" in text.partition('class="notice-chain"')[2]
    assert "永久地址" not in text
