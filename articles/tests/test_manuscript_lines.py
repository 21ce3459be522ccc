"""What the lines of a manuscript are: headlines, names, captions, text."""

import pytest

from articles.manuscripts.bylines import closing_credits, credits_in, dateline_credits
from articles.manuscripts.captions import caption_in
from articles.manuscripts.story import text_of
from articles.manuscripts.titles import headlines_of
from documents.manuscript.structure import BOLD_LINE, Block
from photos.models import Photo

from .manuscripts import blocks

TOOK, GAVE, FILED = Photo.Credit.PHOTOGRAPHER, Photo.Credit.SUPPLIED, Photo.Credit.ARCHIVE


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("□ 记者 陈砚 通讯员 孟 宁", ["陈砚 reporter", "孟宁 correspondent"]),
        ("■本报记者陈砚", ["陈砚 reporter"]),
        ("青禾晚报记者 陈砚、林知夏", ["陈砚 reporter", "林知夏 reporter"]),
        ("文/图 记者 陈砚", ["陈砚 reporter", "陈砚 photographer"]),
        ("本报记者 陈砚 文/图", ["陈砚 reporter", "陈砚 photographer"]),
        ("记者 陈砚/文 沈拾光/图", ["陈砚 reporter", "沈拾光 photographer"]),
        ("文 陈砚 图 沈拾光", ["陈砚 reporter", "沈拾光 photographer"]),
        ("记者 陈砚 摄影 沈拾光", ["陈砚 reporter", "沈拾光 photographer"]),
        ("（记者 沈拾光 摄影报道）", ["沈拾光 photographer"]),
        ("记者 李建文", ["李建文 reporter"]),
        ("通讯员 阿不都·热合曼", ["阿不都·热合曼 correspondent"]),
        ("责任编辑：顾清和", ["顾清和 editor"]),
        *(
            (line, [])
            for line in ("记者从市城管局获悉", "记者手记", "编辑部的故事", "陈砚", "记者", "记者 陈砚说，好", "文")
        ),
    ],
)
def test_a_byline_names_people_and_says_nothing_else(line, names):
    assert [f"{one.name} {one.role}" for one in credits_in(line)] == names


def test_people_are_named_in_brackets_where_a_report_begins_and_ends():
    assert [one.name for one in dateline_credits("本报讯（记者郑菲 通讯员 程全喜）近日，市医保局")] == [
        "郑菲",
        "程全喜",
    ]
    assert dateline_credits("本报讯（昨日）近日") == dateline_credits("近日，（记者 郑菲）") == []
    assert [one.name for one in closing_credits("12月底完成。（记者 郑菲）")] == ["郑菲"]


@pytest.mark.parametrize(
    ("line", "caption"),
    [
        ("图为换好的路牌。记者周砚秋 摄", ("图为换好的路牌。", TOOK, "记者 周砚秋")),
        ("图：换好的路牌。（本报记者 郑 菲 摄）", ("换好的路牌。", TOOK, "记者 郑菲")),
        ("▲改造前的家属院。（资料图片）", ("改造前的家属院。", FILED, "")),
        ("热闹的早市。王强/摄", ("热闹的早市。", TOOK, "王强")),
        ("图片由市城管局提供。", ("", GAVE, "市城管局")),
        ("早市。市民王女士供图", ("早市。", GAVE, "市民王女士")),
        ("图②：调整以后", ("图②：调整以后", "", "")),
        *((line, None) for line in ("图书馆昨日开门", "他说要去摄影。", "一段正文。", "图" * 121, "")),
    ],
)
def test_a_caption_is_known_by_how_it_begins_or_by_its_credit(line, caption):
    assert caption_in(line) == caption


def test_a_line_is_a_caption_by_its_style_too():
    assert caption_in("换好的路牌", is_styled=True) == ("换好的路牌", "", "")


def heads(*texts):
    found = headlines_of(blocks(*texts))
    return [found.kicker, found.title, found.subtitle, [block.text for block in found.rest]]


def line(text, **fields):
    return Block("h" if fields.get("level") else "p", text, text, **fields)


def test_headlines_are_known_by_their_styles():
    lines = [line("引子"), line("题目", role="title"), line("副题", role="subtitle"), "正文。"]
    assert heads(*lines) == ["引子", "题目", "副题", ["正文。"]]
    assert heads(line("题目", level=1), line("怕白天开灯", level=2), "正文。") == [
        "",
        "题目",
        "",
        ["怕白天开灯", "正文。"],
    ]


def test_headlines_are_known_by_what_they_say_of_themselves():
    assert heads("引题：一张超时单", "主题：两块路牌换回原边", "副题：往后不再错", "正文。") == [
        "一张超时单", "两块路牌换回原边", "往后不再错", ["正文。"],
    ]  # fmt: skip


def test_of_several_lines_the_largest_is_the_headline():
    lines = [line("引子", size=28), line("题目", size=44), line("——副题", size=28), "□记者 陈砚", "正文。"]
    assert heads(*lines) == ["引子", "题目", "——副题", ["□记者 陈砚", "正文。"]]
    assert heads("题目", "不是副题", "正文。") == ["", "题目", "", ["不是副题", "正文。"]]


def test_a_sentence_and_a_byline_are_no_headlines():
    assert heads("正文就这样开始了。", "又一段。") == ["", "", "", ["正文就这样开始了。", "又一段。"]]
    assert heads("□记者 陈砚", "正文。")[:3] == ["", "", ""]


def test_the_highest_subheads_are_of_the_second_level_and_all_others_of_the_third():
    assert text_of([line("甲", level=2), line("乙", level=BOLD_LINE)]).html == "<h2>甲</h2><h3>乙</h3>"
    assert text_of([line("乙", level=BOLD_LINE), *blocks("文。")]).html == "<h2>乙</h2><p>文。</p>"


def test_two_bold_lines_are_one_subhead():
    lines = [line("民主协商", level=BOLD_LINE), line("楼里的事楼里人说了算", level=BOLD_LINE)]
    assert text_of(lines).html == "<h2>民主协商　楼里的事楼里人说了算</h2>"


def picture(*numbers):
    return Block("p", "".join(f'<img src="picture:{number}">' for number in numbers), "", pictures=list(numbers))


def test_a_caption_describes_one_picture_and_its_credit_is_that_of_all_above():
    text = text_of([picture(0), picture(1), *blocks("图为路牌。", "记者 沈拾光 摄", "图书馆。")])
    assert text.captions == {0: ("", TOOK, "记者 沈拾光"), 1: ("", TOOK, "记者 沈拾光")}
    assert text.html.endswith("<p>图为路牌。</p><p>图书馆。</p>")
    assert text_of([picture(0), *blocks("图为路牌。")]).captions == {0: ("图为路牌。", "", "")}


def test_each_caption_describes_the_picture_above_it_and_one_credit_is_enough():
    text = text_of([picture(0), *blocks("图①：换回来之前"), picture(1), *blocks("图②：换回来以后。记者 沈拾光 摄")])
    assert text.captions[0] == ("图①：换回来之前", TOOK, "记者 沈拾光")
    assert text.captions[1] == ("图②：换回来以后。", TOOK, "记者 沈拾光")


def test_a_picture_story_that_names_nobody_else_is_by_who_took_the_pictures():
    told = [picture(0), *blocks("记者 沈拾光 摄")]
    assert [f"{one.name} {one.role}" for one in text_of([*blocks("一段。"), *told]).credited] == ["沈拾光 photographer"]
    assert [one.name for one in text_of([*blocks("本报讯（记者 郑菲）一段。"), *told]).credited] == ["郑菲"]


def test_a_caption_in_bold_letters_is_no_subhead_and_is_escaped():
    text = text_of([picture(0), line("图：甲<乙 记者 沈拾光 摄", level=BOLD_LINE)])
    assert text.html.endswith("<p>甲&lt;乙</p>")


def test_a_byline_is_taken_out_of_the_text_near_its_beginning_and_end_alone():
    middle = ["一。", "二。", "三。", "四。", "记者 陈砚", "五。", "六。", "七。", "八。"]
    text = text_of(blocks("□记者 林知夏", *middle, "责任编辑 顾清和"))
    assert [one.name for one in text.credited] == ["林知夏", "顾清和"]
    assert "<p>记者 陈砚</p>" in text.html
