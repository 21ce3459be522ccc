"""Characters that do not travel: of old fonts and PDF files, lost on the way, or seen by nobody."""

import pytest

from editorial.preflight.characters import OddCharacters
from text.standard_characters import STANDARD

from .reading import messages

CHECK = OddCharacters()
OLD = "个字符来自旧字库或者PDF，别处显示不出或者搜不到，请改成通用字"
PRIVATE = "个字符是自造字或者图标字体，只有少数电脑显示得出，请换成别的写法"
LOST = "个字符在转换时丢失了，请对照原稿补上"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("采访了刘\ue863先生。", f"1{OLD}：应为“䶮”：采访了刘䶮先生。"),
        ("<p>⼈⺠广场</p><p>⻓乐路</p>", f"3{OLD}：应为“人”：人民广场　应为“民”：人民广场　应为“长”：长乐路"),
        ("自造字\ue000和图标\uf8ff", f"2{PRIVATE}：自造字▯和图标▯　…▯和图标▯"),
        ("青禾市\ufffd\ufffd路", f"2{LOST}：青禾市\ufffd\ufffd路　青禾市\ufffd\ufffd路"),
        ("见图\ufffc。", f"1{LOST}：见图\ufffc。"),
        ("桃花\u200b新村", "1个看不见的字符，会妨碍搜索和复制，请在▯处删去，删不掉的连同旁边的字一起重打：桃花▯新村"),
    ],
)  # fmt: skip
def test_an_odd_character_is_told_with_its_place_and_with_what_to_write(text, told):
    assert messages(CHECK, text, is_html="<p>" in text) == [f"“正文”里有{told}"]


@pytest.mark.parametrize("mark", ["\u200b", "\u200d", "\u202d", "\ufeff", "\u00ad", "\ufe0f", "\x92", "\x80"])
@pytest.mark.parametrize("text", ["，{}桃花", "138{}0000", "{}"])
def test_what_nobody_sees_is_told_where_it_means_nothing(mark, text):
    assert len(messages(CHECK, text.format(mark))) == 1


@pytest.mark.parametrize("text", [
    "青禾市〔2026〕15号，10:30—11:30，APP“好”（见图）。",
    "\u3000\u3000缩进\u00a0和\u2002空格\t",
    "四十五\u2060天，\U0001f468\u200d\U0001f469\u200d\U0001f467、❤\ufe0f、葛\U000e0100城",
])  # fmt: skip
def test_what_means_something_and_what_is_seen_is_left_alone(text):
    assert messages(CHECK, text) == []


def test_every_character_that_stands_for_another_is_told():
    for character, instead in STANDARD.items():
        (message,) = messages(CHECK, f"字{character}字")
        assert f"应为“{instead}”" in message
