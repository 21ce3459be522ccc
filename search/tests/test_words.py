"""What counts as the same word, and which tokens a text is made of."""

import pytest
from hypothesis import given, strategies as st

from search.core.folding import fold, origins, with_zeros
from search.core.grams import RUNS, phrase_of, tokens_of
from search.core.number_groups import groupings_of
from search.core.pinyin import readings_of, sound_of, syllables_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("電梯", "电梯"),
        ("ＡＰＰ", "app"),
        ("１２３４５", "12345"),
        ("“小绿”卡", "小绿卡"),
        ("「小绿」卡", "小绿卡"),
        ("Wi‐Fi", "Wi‐Fi".upper()),
        ("㎡", "m2"),
        ("停\u200b水", "停水"),
    ],
)
def test_these_are_the_same(one, other):
    assert fold(one) == fold(other)


def test_a_text_is_pairs_of_characters_and_words_of_letters_or_digits():
    assert tokens_of("青水〔2026〕15号，扫码下载APP2.0。") == ("青水 水 2026 15 号 扫码 码下 下载 载 app 2 0".split())


@given(st.text())
def test_folding_is_of_each_character_by_itself(text):
    assert fold(text) == with_zeros("".join(map(fold, text)))
    places = origins(text)
    assert len(places) == len(fold(text)) + 1
    assert places == sorted(places)


@given(st.text())
def test_no_text_breaks_and_no_token_can_be_taken_for_a_command(text):
    for token in tokens_of(text):
        assert RUNS.fullmatch(token)
        assert not set(token) & set("_ '\"\\:*&|!<>()\0")


@given(st.text(alphabet="电梯停水公告号楼区3 5a〔〕，"), st.data())
def test_the_tokens_of_a_part_stand_in_a_row_in_the_tokens_of_the_whole(text, data):
    """For any part that begins and ends where a run of letters or digits does not go on."""
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    part = text[start:end]
    cut = any(RUNS.fullmatch(text[at - 1 : at + 1]) and text[at] in "35a" for at in (start, end) if 0 < at < len(text))
    phrase = phrase_of(part)
    if cut or phrase is None:
        return
    tokens, size = tokens_of(text), len(phrase.tokens)
    rows = [tokens[at : at + size] for at in range(len(tokens) - size + 1)]
    last = phrase.tokens[-1]
    assert any(
        row[:-1] == list(phrase.tokens[:-1]) and (row[-1].startswith(last) if phrase.is_open else row[-1] == last)
        for row in rows
    )


def test_a_headline_sounds_as_it_is_read():
    assert syllables_of("银行行长") == ["yin", "hang", "hang", "zhang", "_"]
    assert syllables_of("12345热线") == ["_", "re", "xian", "_"]
    assert sound_of("电题").tokens == ("dian", "ti")
    assert sound_of("APP电题") is None


def test_letters_are_read_in_every_way_there_is():
    readings = [phrase.tokens for phrase in readings_of("xian")]
    assert ("xian",) in readings
    assert ("xi", "an") in readings
    assert [phrase.tokens for phrase in readings_of("dianti")][0] == ("dian", "ti")
    assert ("lv", "ka") in [phrase.tokens for phrase in readings_of("lüka")]
    assert readings_of("bcd") == []
    assert readings_of("") == []


def test_a_long_row_of_letters_is_read_in_few_ways_and_at_once():
    assert len(readings_of("xian" * 25)) <= 8


@pytest.mark.parametrize(
    ("typed", "printed"), [("刘䶮", "刘\ue863"), ("人民", "⼈⺠"), ("長門", "⻓⻔"), ("六", "\uf9d1")]
)
def test_a_character_is_found_where_one_that_stands_for_it_was_printed(typed, printed):
    assert fold(typed) == fold(printed)
    assert tokens_of(typed) == tokens_of(printed)


@pytest.mark.parametrize(
    "year", ["二○二六年", "二O二六年", "二o二六年", "二0二六年", "二０二六年", "二◯二六年", "二零二六年"]
)
def test_whatever_is_typed_for_the_zero_of_a_chinese_year_is_one(year):
    assert tokens_of(year) == tokens_of("二〇二六年")
    assert tokens_of("二〇〇八") == tokens_of("二OO八") == tokens_of("二00八") == tokens_of("二○○八")


@pytest.mark.parametrize("text", ["O型血", "一共30处", "10路", "第一0", "Zoo", "三O"])
def test_elsewhere_a_letter_and_a_digit_stay_what_they_are(text):
    assert "〇" not in fold(text)


@pytest.mark.parametrize(
    ("number", "grouped"),
    [
        ("5550130", ["555 0130"]),
        ("555-0130", ["5550130"]),
        ("0000-5550100", ["00005550100", "0000 555 0100"]),
        ("(0000) 5550100", ["00005550100", "0000 555 0100"]),
        ("88887777", ["8888 7777"]),
        ("4005550100", ["400 555 0100", "400 5550 100"]),
        ("138 0000 1111", ["13800001111"]),
        ("12345", []),
        ("2026-11-30", []),
        ("热线5550130", []),
        ("8:30—17:30", []),
        ("5550130、5550131", []),
    ],
)
def test_a_line_that_is_a_telephone_number_is_grouped_as_people_write_it(number, grouped):
    assert [" ".join(groups) for groups in groupings_of(number)] == grouped
