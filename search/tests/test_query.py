"""Whatever is typed is a query: of words, phrases and what must not be there."""

import pytest
from hypothesis import given, strategies as st

from search.core.query import LONGEST, MOST_WORDS, parse


def read(typed):
    query = parse(typed)
    return [word.typed for word in query.words], [word.typed for word in query.without]


@pytest.mark.parametrize(
    ("typed", "words", "without"),
    [
        ("电梯", ["电梯"], []),
        ("  电梯　停水 ", ["电梯", "停水"], []),
        ("停水，停电", ["停水", "停电"], []),
        ("电梯 -加装", ["电梯"], ["加装"]),
        ("电梯 －加装", ["电梯"], ["加装"]),
        ("“加装 电梯” 补助", ["加装 电梯", "补助"], []),
        ('"加装 电梯"', ["加装 电梯"], []),
        ("-“加装电梯” 补助", ["补助"], ["加装电梯"]),
        ("青水〔2026〕15号", ["青水〔2026〕15号"], []),
        ("5550-0130", ["5550-0130"], []),
        ("去哪里办“小绿”卡？", ["去哪里办“小绿”卡"], []),
        ("电梯 電梯 ", ["電梯"], []),
        ("电梯 -电梯", ["电梯"], []),
        ('" OR *', ["OR"], []),
        ("NEAR(电梯", ["NEAR(电梯"], []),
        ("！？。", [], []),
        ("😀 %_", [], []),
        ("- 电梯", ["电梯"], []),
    ],
)
def test_what_was_typed_is_read_as_a_reader_would(typed, words, without):
    assert read(typed) == (words, without)


def test_a_single_chinese_character_is_told_apart():
    query = parse("水 电梯")
    assert query.too_short == ("水",)
    assert [word.typed for word in query.words] == ["电梯"]


def test_what_is_too_long_is_cut_and_that_is_said():
    assert parse("电梯" * 2500).is_cut
    assert len(parse("电梯" * 2500).words[0].typed) == LONGEST
    many = parse(" ".join(f"词{number}甲" for number in range(20)))
    assert many.is_cut
    assert len(many.words) == MOST_WORDS
    assert not parse("电梯" + " " * 200).is_cut


@given(st.text())
def test_nothing_that_can_be_typed_is_an_error(typed):
    query = parse(typed)
    assert all(phrase.tokens for phrase in (*query.phrases, *query.refused))
