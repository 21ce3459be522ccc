"""The board: which notices stand where, and what each says."""

from datetime import datetime, time, timedelta

import pytest
from django.utils import timezone

from notices.models import Notice
from portal.testing import make_authority, make_kind, make_notice

pytestmark = pytest.mark.django_db
NOW = timezone.make_aware(datetime(2026, 11, 22, 9))
DAY = timedelta(days=1)
Level, Relation = Notice.Level, Notice.Relation


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(NOW, tick=False)


def on(days):
    return NOW.date() + days * DAY


@pytest.fixture
def page(client):
    """Return a function that fetches the board, with its query, as text."""
    return lambda query="": client.get(f"/notices/{query}").content.decode()


def order(text, *titles):
    """The `titles` that the page holds as cards, in its order."""
    return sorted(
        (title for title in titles if f"{title}</a></h3>" in text), key=lambda title: text.index(f"{title}</a></h3>")
    )


def test_in_force_stands_before_upcoming_and_that_before_what_is_over(page):
    make_notice("已过", effective_from=on(-9), effective_until=on(-1))
    make_notice("将来", effective_from=on(3))
    make_notice("现在", effective_from=on(-3))
    text = page()
    assert order(text, "已过", "将来", "现在") == ["现在", "将来", "已过"]
    heads = [text.index(f'<h2 id="{status}">') for status in ("in_force", "upcoming", "over")]
    assert heads == sorted(heads)


def test_the_urgent_ones_lead_and_then_the_newest_begin(page):
    make_notice("旧的", effective_from=on(-9))
    make_notice("新的", effective_from=on(-1))
    make_notice("急的", effective_from=on(-20), level=Level.URGENT)
    assert order(page(), "旧的", "新的", "急的") == ["急的", "新的", "旧的"]


def test_what_comes_stands_soonest_first_and_what_is_over_latest_first(page):
    for days in (5, 2, 9):
        make_notice(f"后{days}天", effective_from=on(days))
        make_notice(f"前{days}天", effective_from=on(-20), effective_until=on(-days))
    text = page()
    assert order(text, "后2天", "后5天", "后9天") == ["后2天", "后5天", "后9天"]
    assert order(text, "前2天", "前5天", "前9天") == ["前2天", "前5天", "前9天"]


def test_the_second_of_change_is_exact_on_the_board(page, time_machine):
    make_notice(
        "停水", effective_from=on(0), effective_from_time=time(12), effective_until=on(0), effective_until_time=time(13)
    )

    def section_at(hour, seconds):
        time_machine.move_to(NOW.replace(hour=hour) + timedelta(seconds=seconds), tick=False)
        return [status for status in ("in_force", "upcoming", "over") if f'<h2 id="{status}">' in page()]

    assert [section_at(12, -1), section_at(12, 0)] == [["upcoming"], ["in_force"]]
    assert [section_at(13, -1), section_at(13, 0)] == [["in_force"], ["over"]]


def test_of_a_chain_only_the_current_word_is_in_force(page):
    first = make_notice("第一份")
    second = make_notice("第二份", follows=first, relation=Relation.EXTENDS)
    make_notice("第三份", follows=second, relation=Relation.CORRECTS)
    text = page()
    in_force, over = text[text.index('id="in_force"') : text.index('id="over"')], text[text.index('id="over"') :]
    assert order(in_force, "第一份", "第二份", "第三份") == ["第三份"]
    assert set(order(over, "第一份", "第二份", "第三份")) == {"第一份", "第二份"}
    assert "《第二份》</a>延长" in over


def test_a_card_says_what_a_reader_must_know_first(page):
    authority = make_authority("青禾市自来水公司", short_name="自来水公司")
    make_notice(
        authority=authority, kind=make_kind("停水"), document_number="青水〔2026〕15号", level=Level.IMPORTANT,
        effective_from=on(8), effective_from_time=time(22), effective_until=on(9), effective_until_time=time(6),
    )  # fmt: skip
    card = page().partition('<article class="notice-card">')[2].partition("</article>")[0]
    for said in (
        "即将生效",
        "停水",
        "重要",
        "自来水公司",
        "青水〔2026〕15号",
        "11月30日22:00至<wbr>12月1日6:00",
        "2026年11月22日成文",
    ):
        assert said in card


def test_what_is_not_public_is_not_on_the_board(page):
    make_notice("草稿", state=Notice.State.DRAFT, publish_at=None)
    make_notice("未到时间", publish_at=NOW + timedelta(minutes=1))
    make_notice("撤下", state=Notice.State.WITHDRAWN, withdrawn_at=NOW, withdrawn_reason="有误")
    text = page()
    assert not order(text, "草稿", "未到时间", "撤下")
    assert "还没有发布通告" in text


def test_a_long_section_ends_with_the_way_to_the_rest(page):
    for number in range(21):
        make_notice(f"第{number}份", effective_from=on(-number))
    text = page()
    assert text.count('<article class="notice-card">') == 20
    assert '<a class="button" href="/notices/?status=in_force">全部生效中</a>' in text
    assert "status=upcoming" in text  # among the statuses
    assert "全部即将生效" not in text


@pytest.mark.parametrize("edition", ["", "/elder"])
def test_the_board_asks_at_most_eight_queries_whatever_is_on_it(client, django_assert_max_num_queries, edition):
    kinds = [make_kind(name) for name in ("停水", "停电", "停气")]
    for number in range(30):
        first = make_notice(kind=kinds[number % 3], effective_from=on(number - 15), effective_until=on(number))
        make_notice(follows=first, relation=Relation.EXTENDS, kind=kinds[0], effective_until=on(number + 1))
    for query in ("", "?status=in_force", "?status=over&page=2", "?kind=tingshui&place=x&month=2026-11"):
        with django_assert_max_num_queries(8):
            assert client.get(f"{edition}/notices/{query}").status_code == 200
