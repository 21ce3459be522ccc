"""Two versions of a rich text, passage by passage."""

import pytest

from editorial.comparison.change import BlockKind
from editorial.comparison.texts import rich_text_blocks, text_blocks
from portal.testing import make_photo

from .marked import changed, marked

PARAGRAPHS = [f"<p>第{number}段说的是{word}。</p>" for number, word in enumerate("水电煤路桥树灯门窗梯车站", start=1)]


def picture(photo, alt="一条街"):
    return f'<p><img src="/media/photos/{photo.stem}-960.webp" alt="{alt}"></p>'


def compared(old, new):
    return changed(rich_text_blocks(old, new))


def test_a_paragraph_in_the_middle_is_added_and_no_other_is_touched():
    old, new = "".join(PARAGRAPHS), "".join([*PARAGRAPHS[:6], "<p>昨夜又下了一场大雨。</p>", *PARAGRAPHS[6:]])
    assert compared(old, new) == [("paragraph", "{+昨夜又下了一场大雨。+}")]
    assert compared(new, old) == [("paragraph", "[-昨夜又下了一场大雨。-]")]


def test_long_unchanged_stretches_are_folded_with_a_paragraph_left_on_either_side():
    old = "".join(PARAGRAPHS)
    blocks = rich_text_blocks(old, old.replace("说的是灯", "讲的是灯"))
    assert [marked(block.pieces) for block in blocks] == [
        "…… 此处 5 段未改 ……",
        "第6段说的是树。",
        "第7段[-说-]{+讲+}的是灯。",
        "第8段说的是门。",
        "…… 此处 4 段未改 ……",
    ]
    assert blocks[0].kind == BlockKind.FOLD


def test_a_changed_paragraph_is_known_beside_a_new_one():
    old = "<p>食堂中午卖出176份饭，晚上58份。</p><p>菜单贴在墙上。</p>"
    new = "<p>今天来的人比往常多。</p><p>食堂中午卖出186份饭，晚上58份。</p><p>菜单贴在墙上。</p>"
    assert compared(old, new) == [
        ("paragraph", "{+今天来的人比往常多。+}"),
        ("paragraph", "食堂中午卖出[-176-]{+186+}份饭，晚上58份。"),
    ]


def test_many_passages_that_are_much_alike_are_each_compared_with_their_own():
    old = "".join(f"<li>办第{number}件事带上身份证</li>" for number in range(40))
    new = old.replace("带上身份证", "带好身份证")
    shown = compared(f"<ol>{old}</ol>", f"<ol>{new}</ol>")
    assert shown == [("numbered", f"办第{number}件事带[-上-]{{+好+}}身份证") for number in range(40)]


def test_a_paragraph_that_was_moved_is_removed_here_and_added_there():
    first, second, third = PARAGRAPHS[:3]
    shown = compared(first + second + third, second + third + first)
    assert shown == [("paragraph", "[-第1段说的是水。-]"), ("paragraph", "{+第1段说的是水。+}")]


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("<h2>谁来出钱</h2>", "<h2>谁来出力</h2>", ("heading", "谁来出[-钱-]{+力+}")),
        ("<ul><li>带证件</li></ul>", "<ul><li>带原件</li></ul>", ("bullet", "带[-证-]{+原+}件")),
        ("<ol><li>带证件</li></ol>", "<ol><li>带原件</li></ol>", ("numbered", "带[-证-]{+原+}件")),
        (
            "<blockquote><p>来晚了</p></blockquote>",
            "<blockquote><p>来早了</p></blockquote>",
            ("quote", "来[-晚-]{+早+}了"),
        ),
        ("<p>一行<br>二行</p>", "<p>一行二行</p>", ("paragraph", "一行[-↵\n-]二行")),
        ("<p>水</p>", "<p>水</p><hr>", ("rule", "{+———+}")),
    ],
)
def test_every_kind_of_passage_is_named(old, new, shown):
    assert compared(old, new) == [shown]


def test_a_row_of_a_table_is_a_line():
    head, body = "<tr><th>年纪</th><th>价钱</th></tr>", "<tr><td>60岁</td><td>11元</td></tr>"
    table = f"<table><thead>{head}</thead><tbody>{body}</tbody></table>"
    assert compared(table, table.replace("11元", "12元")) == [("table-row", "60岁 ｜ [-11-]{+12+}元")]
    assert compared(table, table.replace("价钱", "价格")) == [("head-row", "年纪 ｜ 价[-钱-]{+格+}")]


def test_a_paragraph_that_became_a_subhead_says_so():
    (block,) = rich_text_blocks("<p>钱从哪里来</p>", "<h2>钱从哪里来</h2>")
    assert (block.was, block.kind, block.is_changed) == (BlockKind.PARAGRAPH, BlockKind.HEADING, True)
    assert str(block.word) == "小标题"


@pytest.mark.django_db
def test_a_picture_that_was_swapped_is_named_by_both_titles(django_assert_num_queries):
    market, bridge = make_photo(title="清晨的菜市场"), make_photo(title="雨中的石桥", colour=(1, 2, 3))
    old = PARAGRAPHS[0] + picture(market) + PARAGRAPHS[1]
    with django_assert_num_queries(1):
        shown = compared(old, old.replace(market.stem, bridge.stem))
    assert shown == [("picture", "[-清晨的菜市场-]{+雨中的石桥+}")]


@pytest.mark.django_db
def test_two_pictures_of_one_title_are_told_apart_and_a_lost_one_is_said_to_be_gone():
    one, other = make_photo(), make_photo(colour=(1, 2, 3))
    shown = f"[-街景（编号{one.pk}）-]{{+街景（编号{other.pk}）+}}"
    assert compared(picture(one), picture(other)) == [("picture", shown)]
    gone = picture(one).replace(one.stem, "0" * 24)
    assert compared(gone, picture(other)) == [("picture", "[-（已删除）-]{+街景+}")]
    gone_too = gone.replace("0" * 24, "f" * 24)
    assert compared(gone, gone_too) == [("picture", "[-（已删除）-]{+（已删除）+}")]


@pytest.mark.django_db
def test_another_alternative_text_of_the_same_picture_is_seen():
    photo = make_photo()
    shown = "街景[-〔替代文字：一条街〕-]{+〔替代文字：雨后的街〕+}"
    assert compared(picture(photo), picture(photo, alt="雨后的街")) == [("picture", shown)]


def test_what_differs_only_in_the_code_says_that_the_words_are_the_same():
    (block,) = rich_text_blocks("<p>水</p><p>电</p>", "<p>水</p>\n<p>电</p>")
    assert not block.is_changed
    assert "文字和图片相同" in marked(block.pieces)


def test_html_is_never_shown():
    old = "<h2>一</h2><p>二<strong>三</strong><br>四</p><ul><li>五</li></ul>"
    text = "".join(marked(block.pieces) for block in rich_text_blocks(old, "<p>完全不同的一段话</p>"))
    assert "<" not in text
    assert ">" not in text


def test_plain_text_is_compared_by_its_lines():
    assert changed(text_blocks("编者的话。\r\n写于今日。", "编者的话。\n写于昨日。")) == [
        ("paragraph", "写于[-今-]{+昨+}日。")
    ]
