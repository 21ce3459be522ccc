"""Half-width punctuation in Chinese."""

import pytest

from editorial.preflight.halfwidth import HalfWidthPunctuation

from .reading import messages

CHECK = HalfWidthPunctuation()


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("老楼改造,群众满意", 1),
        ("改造内容:外墙、管网", 1),
        ("电梯来了!住户说:好?", 3),
        ("本报讯(记者 林知夏)近日", 2),
        ("下降3%,完成49个小区", 1),
        ("《意见》,试行", 1),
        ("每天10:30(周六除外)", 2),
        ("塑料的PE管,PVC管;都行", 2),
        ("新闻APP,市民可下载", 1),
        ('老旧"乡愁"', 2),
        ("电梯来了.", 1),
        ("电梯来了...", 1),
        ("一.聚焦老楼.二.问答", 3),
    ],
)
def test_half_width_marks_next_to_chinese_are_counted(text, count):
    (message,) = messages(CHECK, text)
    assert f"共 {count} 处" in message


@pytest.mark.parametrize(
    "text",
    [
        "老楼改造，群众满意：电梯来了！",
        "上午10:30至11:30，比分3:2，气温-3.5℃，投资1,200.50万元。",
        "网址https://qinghe.example/a?b=c,d;e!(f)见附件",
        "网址www.qinghe.example/a?老楼",
        "邮箱jizhe@qinghe.example，见报",
        "Hello, world! (see page 3); why? OK: fine.",
        "青禾 (Qinghe, the city) 日报",
        "55\"电视、6'屏",
        "(1)先关总阀；(2)再报修；3)拍照",
        "a)先关总阀",
        "第3.5版、2.12万户、A.B.顾青",
        "电话0000-5550100/5550101",
    ],
)
def test_figures_addresses_and_latin_are_left_alone(text):
    assert messages(CHECK, text) == []


def test_a_passage_is_told_once_with_its_first_places():
    text = "<p>老楼改造,群众满意;</p><p>电梯来了!住户说:好?</p>"
    assert messages(CHECK, text, is_html=True) == [
        "“正文”的中文里有半角标点，共 5 处：老楼改造,群众满意…　…群众满意;　电梯来了!住户说:…"
    ]


def test_a_number_in_the_quoted_place_stays_hidden():
    (message,) = messages(CHECK, "电话:13800138000")
    assert "1380" not in message
    assert "电话:••••" in message


def test_character_references_are_read_as_what_they_stand_for():
    assert messages(CHECK, "<p>老楼&mdash;&mdash;改造&amp;更新&nbsp;好</p>", is_html=True) == []
    assert len(messages(CHECK, "<p>老楼&#44;改造</p>", is_html=True)) == 1
