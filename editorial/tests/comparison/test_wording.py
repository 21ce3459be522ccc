"""Chinese sentences, compared."""

import time

import pytest
from hypothesis import given, strategies as st

from editorial.comparison.change import ADDED, REMOVED, SAME
from editorial.comparison.tokens import tokens_of
from editorial.comparison.wording import wording

from .marked import marked

SENTENCE = "桃花新村的住户商量了大半年，终于坐上了电梯。"


def compared(old, new):
    return marked(wording(tokens_of(old), tokens_of(new)))


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("电梯昨日启用。", "电梯今日启用。", "电梯[-昨-]{+今+}日启用。"),
        ("电梯启用。", "电梯昨日启用。", "电梯{+昨日+}启用。"),
        ("电梯昨日启用。", "电梯启用。", "电梯[-昨日-]启用。"),
        ("他今天去了。", "他，今天去了。", "他{+，+}今天去了。"),
    ],
)
def test_one_word_in_a_sentence_is_all_that_is_marked(old, new, shown):
    assert compared(old, new) == shown


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("15日恢复供水", "16日恢复供水", "[-15-]{+16+}日恢复供水"),
        ("15日至17日停水", "16日至18日停水", "[-15-]{+16+}日至[-17-]{+18+}日停水"),
        ("上涨3.5%", "上涨3.6%", "上涨[-3.5%-]{+3.6%+}"),
        ("8:30开门", "8:45开门", "[-8:30-]{+8:45+}开门"),
        ("四十五户", "四十六户", "[-四十五-]{+四十六+}户"),
        ("用APP查询", "用App查询", "用[-APP-]{+App+}查询"),
        ("1,200元", "1,300元", "[-1,200-]{+1,300+}元"),
    ],
)
def test_a_number_and_a_latin_word_are_replaced_whole(old, new, shown):
    assert compared(old, new) == shown


def test_quotation_marks_change_alone():
    assert compared('他说"很快"就好', "他说“很快”就好") == '他说[-"-]{+“+}很快[-"-]{+”+}就好'


def test_a_single_character_between_two_changes_goes_with_them():
    assert (
        compared("老旧的小区的居民都来了", "新建的楼盘的业主都来了") == "[-老旧的小区的居民-]{+新建的楼盘的业主+}都来了"
    )


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("小区业主", "小区居民和小区业主", "{+小区居民和+}小区业主"),
        ("读《乙》", "读《甲》、《乙》", "读{+《甲》、+}《乙》"),
        ("水停了。", "水停了。电停了。", "水停了。{+电停了。+}"),
    ],
)
def test_what_is_inserted_begins_and_ends_with_a_phrase(old, new, shown):
    assert compared(old, new) == shown


def test_a_sentence_that_has_nothing_to_do_with_the_old_one_replaces_it():
    old, new = "食堂想添一台消毒柜和一道防风的门帘。", "雨季之前，巡查员一天走两趟，一趟在早上。"
    assert compared(old, new) == f"[-{old}-]{{+{new}+}}"


def test_a_long_paragraph_is_compared_by_the_word_too():
    old = "".join(f"第{number}户人家等了{number}天，{SENTENCE}" for number in range(60))
    assert len(old) > 1_500
    new = old.replace("第7户", "第77户").replace("等了50天", "等了五十天")
    shown = compared(old, new)
    assert shown.startswith("第0户人家")
    assert "第[-7-]{+77+}户人家等了7天，" in shown
    assert "等了[-50-]{+五十+}天，" in shown
    assert shown.count("[-") == 2


@pytest.mark.parametrize("size", [2_000, 100_000])
def test_a_paragraph_with_every_sentence_rewritten_does_not_hang(size):
    old = "".join(f"第{number}户等了很久。" for number in range(size // 9))
    new = "".join(f"这里有{number}扇窗开着。" for number in range(size // 10))
    started = time.perf_counter()
    compared(old, new)
    assert time.perf_counter() - started < size / 2_000 * 0.1


def test_a_hundred_thousand_characters_without_a_full_stop_do_not_hang():
    started = time.perf_counter()
    pieces = wording(tokens_of("的了" * 50_000), tokens_of("了的的" * 33_000))
    assert [piece.kind for piece in pieces] == [REMOVED, ADDED]
    assert time.perf_counter() - started < 5


def read(pieces, kinds):
    return "".join(piece.text for piece in pieces if piece.kind in kinds)


TEXTS = st.text(alphabet="桃花的了15a，。“” \n", max_size=60)


@given(old=TEXTS, new=TEXTS)
def test_the_same_and_the_removed_make_the_old_text_and_the_same_and_the_added_the_new(old, new):
    pieces = wording(tokens_of(old), tokens_of(new))
    assert read(pieces, {SAME, REMOVED}) == old
    assert read(pieces, {SAME, ADDED}) == new
    assert all(piece.text for piece in pieces)


@given(
    old=st.lists(st.text(alphabet="桃花的了1a，", min_size=3, max_size=30), min_size=40, max_size=80),
    changes=st.dictionaries(st.integers(0, 39), st.text(alphabet="桃花的了1a，", max_size=30), max_size=20),
)
def test_it_is_so_of_long_texts_too(old, changes):
    new = [changes.get(place, sentence) for place, sentence in enumerate(old)]
    old, new = "。".join(old), "。".join(new)
    pieces = wording(tokens_of(old), tokens_of(new))
    assert read(pieces, {SAME, REMOVED}) == old
    assert read(pieces, {SAME, ADDED}) == new


@given(old=st.text(), new=st.text())
def test_no_character_is_lost_whatever_it_is(old, new):
    assert "".join(tokens_of(old)) == old
    assert read(wording(tokens_of(old), tokens_of(new)), {SAME, ADDED}) == new
