"""Words are marked where the text has them, however it writes them, and nothing of the text is lost."""

import html
import re

import pytest
from hypothesis import given, strategies as st

from search.pages.snippets import BEFORE, LONGEST_WORD, SIZE, Marker

WORDS = st.lists(st.text("电梯小绿卡ab12“”- ", max_size=6), max_size=3)
TEXTS = st.text("电梯小绿卡楼ab12“”‘’（）<>&;電ＡＢ１２\n。，ßﬁ㈱İ ", max_size=300) | st.text(max_size=300)


def marked(text, *words):
    return str(Marker(words).mark(text))


def plain(shown):
    return html.unescape(re.sub("</?mark>", "", shown))


@pytest.mark.parametrize(
    ("text", "word", "shown"),
    [
        ("老楼加装电梯了", "电梯", "老楼加装<mark>电梯</mark>了"),
        ("電梯與電梯間", "电梯", "<mark>電梯</mark>與<mark>電梯</mark>間"),
        ("老楼电梯", "電梯", "老楼<mark>电梯</mark>"),
        ("去哪里办“小绿”卡？", "小绿卡", "去哪里办“<mark>小绿”卡</mark>？"),
        ("他说：“电梯”来了", "电梯", "他说：“<mark>电梯</mark>”来了"),
        ("a<b>&c", "a<b>&c", "<mark>a&lt;b&gt;&amp;c</mark>"),
        ("小绿卡", "“小绿”卡", "<mark>小绿卡</mark>"),
        ("热线５５５０１００", "5550100", "热线<mark>５５５０１００</mark>"),
        ("Ｗi-Fi和wi-fi", "WI-FI", "<mark>Ｗi-Fi</mark>和<mark>wi-fi</mark>"),
        ("青水〔2026〕15号文", "青水[2026]15号", "<mark>青水〔2026〕15号</mark>文"),
        ("加装电梯验收", "加装电梯 电梯验收", "<mark>加装电梯验收</mark>"),
    ],
)
def test_a_word_is_marked_as_the_text_writes_it(text, word, shown):
    assert marked(text, *word.split()) == shown


@pytest.mark.parametrize(
    ("text", "word"), [("2015年", "15"), ("main", "ai"), ("加装了电梯", "加装电梯"), ("电 梯", "电梯")]
)
def test_what_the_index_does_not_take_for_the_word_is_not_marked(text, word):
    assert marked(text, word) == text


def test_what_looks_like_html_is_shown_as_it_is():
    shown = marked("<script>电梯</script> &amp; <mark>", "电梯")
    assert shown == "&lt;script&gt;<mark>电梯</mark>&lt;/script&gt; &amp;amp; &lt;mark&gt;"


def test_a_word_that_looks_like_an_expression_is_only_a_word():
    assert marked("a.c abc", "a.c") == "<mark>a.c</mark> abc"


@given(TEXTS, WORDS)
def test_marking_loses_and_changes_no_character(text, words):
    assert plain(marked(text, *words)) == text


@given(TEXTS, WORDS)
def test_marks_are_in_order_and_apart(text, words):
    ranges = Marker(words).ranges(text)
    assert all(start < end for start, end in ranges)
    assert all(end < start for (_start, end), (start, _end) in zip(ranges, ranges[1:], strict=False))


@given(TEXTS, WORDS)
def test_an_excerpt_is_a_part_of_the_text_and_not_much_longer_than_promised(text, words):
    shown = plain(str(Marker(words).excerpt(text)))
    assert any(shown.removeprefix(before).removesuffix(after) in text for before in ("", "…") for after in ("", "…"))
    assert len(shown) <= SIZE + LONGEST_WORD + 2


@given(st.text("楼上的人说。，", max_size=300), st.text("楼上的人说。，", max_size=300))
def test_an_excerpt_shows_the_first_word_wherever_it_stands(before, after):
    shown = str(Marker(["电梯"]).excerpt(f"{before}电梯{after}"))
    assert "<mark>电梯</mark>" in shown
    assert len(shown.partition("<mark>")[0]) <= BEFORE + 1


def test_an_excerpt_begins_with_its_sentence_where_that_is_near():
    text = f"{'前' * 100}。住户商量了半年，电梯昨日启用。{'后' * 100}"
    assert str(Marker(["电梯"]).excerpt(text)).startswith("住户商量了半年，<mark>电梯</mark>昨日启用。后")
    assert str(Marker(["电梯"]).excerpt("前" * 100 + "电梯")) == f"…{'前' * BEFORE}<mark>电梯</mark>"


def test_an_excerpt_cuts_no_number_in_two():
    text = f"{'前' * 50}2026{'前' * (BEFORE - 2)}电梯{'后' * (SIZE - BEFORE - 6)}5550130{'后' * 50}"
    shown = str(Marker(["电梯"]).excerpt(text))
    assert shown.startswith("…2026前")
    assert shown.endswith("后5550130…")


def test_without_the_word_the_text_is_shown_from_its_beginning():
    assert str(Marker(["电梯"]).excerpt("短短一句。")) == "短短一句。"
    assert str(Marker(["电梯"]).excerpt("长" * 200)) == f"{'长' * SIZE}…"
    assert str(Marker([]).excerpt("")) == ""
