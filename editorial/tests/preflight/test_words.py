"""The newsroom's own list of words."""

import pytest

from editorial.models import WatchedWord
from editorial.preflight.watched_words import ForbiddenWords, WrongWords

from .reading import findings, messages, met

pytestmark = pytest.mark.django_db
FORBIDDEN, WRONG = ForbiddenWords(), WrongWords()


def watch(word, instead="", note=""):
    return WatchedWord.objects.create(word=word, instead=instead, note=note)


def test_a_forbidden_word_blocks_and_says_why():
    watch("史上最全", note="夸大其词")
    (finding,) = findings(FORBIDDEN, "这是史上最全的便民指南")
    assert finding.message == "“正文”中有禁用词“史上最全”：这是史上最全的便民指南（夸大其词）"
    assert (finding.level, finding.met) == ("blocks", "史上最全")
    assert messages(WRONG, "这是史上最全的便民指南") == []


def test_a_wrong_word_warns_with_its_right_form():
    watch("帐号", "账号")
    (finding,) = findings(WRONG, "登录帐号即可办理")
    assert (finding.level, finding.message) == ("warns", "“正文”中的“帐号”应为“账号”：登录帐号即可办理")
    assert messages(FORBIDDEN, "登录帐号即可办理") == []
    assert messages(WRONG, "登录账号即可办理") == []


@pytest.mark.parametrize(
    ("word", "instead", "text", "is_met"),
    [
        ("青禾", "青禾市", "青禾市老旧小区", False),
        ("青禾", "青禾市", "青禾老旧小区", True),
        ("青禾", "青禾市", "青禾市与青禾", True),
        ("晚报", "青禾晚报", "青禾晚报记者", False),
        ("晚报", "青禾晚报", "晚报记者", True),
        ("青青", "青青青", "青青青", False),
        ("App", "APP", "下载App即可", True),
        ("App", "APP", "Apple、WebApp2", False),
        ("C++", "C＋＋", "学C++的人", True),
    ],
)
def test_a_word_within_its_own_right_form_or_a_longer_latin_word_is_left_alone(word, instead, text, is_met):
    watch(word, instead)
    assert met(WRONG, text) == [word] * is_met


def test_a_word_is_told_once_a_passage():
    watch("帐号", "账号")
    assert len(messages(WRONG, "<p>帐号</p><p>帐号</p>", is_html=True)) == 1


def test_a_word_is_met_over_markup_but_not_over_paragraphs_nor_in_addresses():
    watch("史上最全")
    assert met(FORBIDDEN, "<p>史上<strong>最</strong>全</p>", is_html=True) == ["史上最全"]
    assert met(FORBIDDEN, "<p>史上</p><p>最全</p>", is_html=True) == []
    assert met(FORBIDDEN, '<p><a href="https://qinghe.example/史上最全">指南</a></p>', is_html=True) == []
    assert met(FORBIDDEN, "<p>&#x53F2;上最全</p>", is_html=True) == ["史上最全"]


@pytest.mark.parametrize("mark", ["\u200b", "\u200d", "\ufe0f", "&#8203;"])
def test_a_word_is_met_with_something_in_it_that_nobody_sees(mark):
    watch("史上最全")
    assert met(FORBIDDEN, f"<p>史上{mark}最全</p>", is_html=True) == ["史上最全"]


def test_a_word_is_met_where_radicals_stand_for_its_characters():
    watch("人民广长")
    assert met(FORBIDDEN, "⼈⺠⼴⻓") == ["人民广长"]
