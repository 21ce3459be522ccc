"""How a text is set: shown where it changed, and nowhere else."""

from hypothesis import given, strategies as st

from editorial.comparison.change import ADDED, REMOVED, SAME
from editorial.comparison.passages import passages_of
from editorial.comparison.texts import rich_text_blocks
from editorial.comparison.tokens import shown

from .marked import changed

PLAIN = "<p>详见通知全文。</p>"
BOLD = PLAIN.replace("通知", "<strong>通知</strong>")
LINK = PLAIN.replace("通知", '<a href="https://example.org/a">通知</a>')


def compared(old, new):
    (block,) = changed(rich_text_blocks(old, new))
    return block[1]


def test_a_link_that_leads_elsewhere_shows_both_addresses():
    shown_link = "[-〔https://example.org/a〕-]{+〔https://example.org/b〕+}"
    assert compared(LINK, LINK.replace("org/a", "org/b")) == f"详见通知{shown_link}全文。"


def test_a_link_and_bold_that_stay_are_not_spelt_out():
    assert compared(LINK, LINK.replace("全文", "原文")) == "详见通知[-全-]{+原+}文。"
    assert compared(BOLD, BOLD.replace("全文", "原文")) == "详见通知[-全-]{+原+}文。"
    assert compared(BOLD, BOLD.replace("通知", "公告")) == "详见[-通知-]{+公告+}全文。"


def test_a_new_link_and_new_bold_are_seen_though_the_words_stay():
    assert compared(PLAIN, BOLD) == "详见{+〔加粗〕+}通知{+〔加粗止〕+}全文。"
    assert compared(BOLD, PLAIN) == "详见[-〔加粗〕-]通知[-〔加粗止〕-]全文。"
    assert compared(PLAIN, LINK) == "详见{+〔链接〕+}通知{+〔https://example.org/a〕+}全文。"


def test_bold_that_moved_to_the_same_word_elsewhere_is_seen():
    old, new = "<p><strong>电梯</strong>停了，电梯又开了。</p>", "<p>电梯停了，<strong>电梯</strong>又开了。</p>"
    assert compared(old, new) == "[-〔加粗〕-]电梯[-〔加粗止〕-]停了，{+〔加粗〕+}电梯{+〔加粗止〕+}又开了。"


def test_bold_that_moved_is_seen_beside_another_change_too():
    old = "<p>今天<strong>电梯</strong>停了，电梯又开了，乘客不多。</p>"
    new = "<p>今天电梯停了，<strong>电梯</strong>又开了，乘客很多。</p>"
    moved = "[-〔加粗〕-]电梯[-〔加粗止〕-]停了，{+〔加粗〕+}电梯{+〔加粗止〕+}又开了"
    assert compared(old, new) == f"今天{moved}，乘客[-不-]{{+很+}}多。"


def test_bold_that_a_new_word_joins_is_no_other_bold():
    assert compared(BOLD, BOLD.replace("通知", "新通知")) == "详见{+新+}通知全文。"
    assert compared(BOLD, BOLD.replace("通知", "通知书")) == "详见通知{+书+}全文。"


WORDS = st.text(alphabet="桃花的1a，", min_size=1, max_size=4)
SCRAPS = st.one_of(
    WORDS,
    WORDS.map("<strong>{}</strong>".format),
    WORDS.map('<a href="/a/">{}</a>'.format),
    WORDS.map('<a href="/b/">{}</a>'.format),
    WORDS.map("2<sup>{}</sup>".format),
)
PARAGRAPHS = st.lists(SCRAPS, min_size=1, max_size=8).map("".join).map("<p>{}</p>".format)


@given(old=PARAGRAPHS, new=PARAGRAPHS)
def test_whatever_is_set_otherwise_is_seen_and_no_word_is_lost(old, new):
    (was,), (now,) = passages_of(old, {}), passages_of(new, {})
    blocks = rich_text_blocks(old, new)
    assert any(block.is_changed for block in blocks) == (was != now)
    if was != now:
        pieces = [piece for block in blocks for piece in block.pieces]
        for kinds, passage in (({SAME, REMOVED}, was), ({SAME, ADDED}, now)):
            text = "".join(piece.text for piece in pieces if piece.kind in kinds)
            for mark in {*was.tokens, *now.tokens}:
                text = text.replace(mark, "") if mark.startswith("〔") else text
            assert text == shown(passage.tokens)
