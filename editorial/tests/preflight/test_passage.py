"""Rich text as checks read it."""

from editorial.preflight import Passage
from editorial.preflight.passage import TextBlock, TextLink, place
from editorial.rendering import render


def read(html):
    return Passage("body", "正文", html, is_html=True)


def test_every_paragraph_heading_item_and_cell_is_a_block_of_its_own():
    html = (
        "<p>段<strong>落</strong>&nbsp;一</p>\n<h2>小标题</h2><ul><li>甲</li><li><p>乙</p></li></ul>"
        "<blockquote><p>引</p></blockquote><table><caption>表</caption><tr><th>头</th><td>格</td></tr></table>"
    )
    texts = ["段落\xa0一", "小标题", "甲", "乙", "引", "表", "头", "格"]
    assert read(html).blocks == [TextBlock(text, text == "小标题") for text in texts]


def test_space_in_the_source_is_one_space_and_a_break_is_a_line():
    assert read("<p>第\n  一<br>行<br/>尾</p>").blocks == [TextBlock("第 一\n行\n尾")]


def test_attributes_and_markup_are_no_text():
    passage = read('<p><a href="/articles/1/">详 情</a><img src="/x.jpg" alt="一条街"></p>')
    assert passage.plain == "详 情"
    assert passage.links == [TextLink("/articles/1/", "详 情")]


def test_the_ids_of_headings_are_those_that_readers_get():
    html = "<h2>一</h2><p>文</p><h3>二</h3>"
    assert read(html).heading_ids == {"section-1", "section-2"}
    assert all(f'id="{target}"' in render(html) for target in read(html).heading_ids)


def test_plain_text_is_read_line_by_line():
    passage = Passage("note", "编者按", "一 < 二\n\n  三\r\n")
    assert passage.blocks == [TextBlock("一 < 二"), TextBlock("三")]
    assert (passage.links, passage.heading_ids) == ([], set())


def test_a_place_is_shown_with_its_neighbours_and_without_long_numbers():
    assert place("老楼装上了电梯", 2, 3) == "老楼装上了电梯"
    assert place("老楼装上了电梯，住户都说好", 6, 7, reach=2) == "…了电梯，住…"
    assert place("拨打138 0013 8000找他", 2, 5, reach=3) == "拨打••• ••…"
    assert place("2026年11月22日", 4, 5, reach=4) == "2026年11月2…"
