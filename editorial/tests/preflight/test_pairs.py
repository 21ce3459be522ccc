"""Quotation marks and brackets in pairs."""

import pytest

from editorial.preflight.pairs import UnmatchedPairs

from .reading import messages

CHECK = UnmatchedPairs()


def alone(text, is_html=False):
    """The marks that are told of, one a block."""
    return [message.split("标点 ")[1][0] for message in messages(CHECK, text, is_html)]


def paragraphs(*texts):
    return "".join(f"<p>{text}</p>" for text in texts)


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("“电梯来了，住户老金说。", "“"),
        ("电梯来了。”住户老金说。", "”"),
        ("“电梯来了。“住户老金说。", "“"),
        ("《关于加装电梯的意见（试行》", "（"),
        ("按照《意见规定，须经三分之二住户同意。", "《"),
        ("（记者 林知夏 通讯员 顾青", "（"),
        ("记者 林知夏）近日", "）"),
        ("【编者按 老楼装电梯，难在哪里？", "【"),
        ("“他说：‘可以。”", "‘"),
        ("从19栋）到20栋", "）"),
    ],
)
def test_a_mark_without_its_partner_is_told(text, mark):
    assert alone(text) == [mark]


@pytest.mark.parametrize(
    "text",
    [
        "“顶层设计”为老旧小区加装电梯破题",
        "王建民说，《展翅高飞》采用“前后对比、虚实结合”的手法。",
        "“他说：‘按《意见（试行）》办。’”",
        "（您若对老旧小区加装电梯有意见和建议，请拨打电话5550100。）",
        "1）穿衣戴帽；2）关窗防寒；10）报修。",
        "一）穿衣戴帽",
        "步骤：a）先关总阀",
        "“1）先报修；2）再等。”",
        "Xi’an的读者说，it’s fine。",
        "the drivers’ hut",
        "他说‘Xi’an就是西安’。",
        "“青禾”“禾西”“禾东”三块牌子",
        "没有标点",
    ],
)
def test_marks_in_pairs_are_left_alone(text):
    assert alone(text) == []


def test_a_quotation_over_several_paragraphs_opens_each_and_closes_the_last():
    told = paragraphs("老金说：“先商量。", "“再签字。", "“最后开工。”", "电梯来了。")
    assert alone(told, is_html=True) == []


def test_one_that_is_closed_nowhere_is_told_where_it_stops():
    told = paragraphs("老金说：“先商量。", "“再签字。", "电梯来了。", "“好。”老陈说。")
    (message,) = messages(CHECK, told, is_html=True)
    assert message == "“正文”中的标点 “ 不成对：“再签字。"


def test_one_that_does_not_open_the_next_paragraph_anew_is_told():
    assert alone(paragraphs("老金说：“先商量。", "再签字。”"), is_html=True) == ["“", "”"]


def test_a_quotation_in_a_quotation_goes_on_with_both_marks():
    assert alone(paragraphs("“他说：‘先商量。", "“‘再签字。’我同意。”"), is_html=True) == []


def test_a_subhead_may_stand_in_a_long_quotation():
    assert alone("<p>“先商量。</p><h2>众人的事</h2><p>“再签字。”</p>", is_html=True) == []
    assert alone("<h2>“众人的事</h2><p>先商量。</p>", is_html=True) == ["“"]


def test_lines_of_one_paragraph_are_read_together():
    assert alone("<p>“电梯来，<br>楼梯去。”</p>", is_html=True) == []
    assert alone("<p>“电梯来，<br>“楼梯去。”</p>", is_html=True) == []
    assert alone('<p>“电梯来，<img src="/media/photos/0123456789abcdef01234567.jpg">楼梯去。”</p>', is_html=True) == []


def test_brackets_do_not_go_on_in_the_next_paragraph():
    assert alone(paragraphs("（先商量。", "再签字。）"), is_html=True) == ["（", "）"]
    assert alone(paragraphs("“按《意见办。", "“再签字。”"), is_html=True) == ["《"]
    assert alone("<ul><li>《意见</li><li>试行》</li></ul>", is_html=True) == ["《", "》"]


def test_a_paragraph_is_told_once_with_its_first_mark():
    text = "《意见（试行，《办法（试行，“说"
    assert messages(CHECK, text) == ["“正文”中的标点 《 不成对：《意见（试行，…"]


def test_plain_text_is_read_by_its_lines():
    assert alone("编者按：“老楼\n“难题”\n（完") == ["（"]
