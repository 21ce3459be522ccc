"""The tables of characters that stand for others agree with Unicode and with GB 18030 as Python knows them."""

import unicodedata

import pytest

from text.standard_characters import OLD_GBK, RADICALS, STANDARD, standard


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("刘\ue863", "刘䶮"), ("⼈⺠", "人民"), ("⻓⻔", "长门"), ("\uf9d1", "六"), ("\ue831", "𡗗")],
)  # fmt: skip
def test_what_stands_for_another_character_is_that_character(typed, meant):
    assert standard(typed) == meant


def test_what_gbk_had_for_private_use_is_what_its_bytes_say():
    """Python decodes them as in 2000: six of them still for private use, the rest as now."""
    trailing = [*range(0x50, 0x7F), *range(0x80, 0xA1)]
    codes = range(0xE815, 0xE865)
    assert len(trailing) == len(codes)
    differing = [
        hex(code)
        for code, byte in zip(codes, trailing, strict=True)
        if bytes([0xFE, byte]).decode("gb18030") != OLD_GBK[chr(code)]
    ]
    told_since = {
        0xE816, 0xE817, 0xE818, 0xE81E, 0xE826, 0xE82B, 0xE82C, 0xE831, 0xE832, 0xE83B, 0xE843, 0xE854, 0xE855, 0xE864
    }  # fmt: skip
    assert differing == [hex(code) for code in sorted(told_since)]
    assert [OLD_GBK[chr(code)] for code in (0xE7C8, *range(0xE7E7, 0xE7F4))] == [
        bytes.fromhex(pair).decode("gb18030") for pair in ("a8bf", *(f"a9{byte:02x}" for byte in range(0x89, 0x96)))
    ]


def test_every_radical_is_one_and_is_for_an_ideograph():
    for radical, ideograph in RADICALS.items():
        assert unicodedata.name(radical).startswith("CJK RADICAL")
        assert unicodedata.name(ideograph).startswith("CJK UNIFIED IDEOGRAPH")
    unified = [radical for radical in RADICALS if unicodedata.normalize("NFKC", radical) != radical]
    assert [RADICALS[radical] for radical in unified] == [unicodedata.normalize("NFKC", radical) for radical in unified]


def test_a_standard_character_stands_for_no_other():
    assert not STANDARD.keys() & {*"".join(STANDARD.values())}
    assert all(len(character) == 1 for character in STANDARD.values())
