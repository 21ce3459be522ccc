"""What is read of a manuscript: paragraphs, subheads, lists, tables, quotations, links."""

import pytest

from documents.manuscript.reading import read
from documents.manuscript.structure import BOLD_LINE

from .files import WORD, document_xml, docx, paragraph, relationship
from .manuscripts import POINT, STEP, bold, line, manuscript, picture, run, style, styled


def blocks(*paragraphs, **more):
    return read(manuscript(*paragraphs, **more)).blocks


def html(*paragraphs, **more):
    return [(block.tag, block.inner) for block in blocks(*paragraphs, **more)]


HEADINGS = [
    style("1", "heading 1", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>'),  # Word and WPS in Chinese
    style("Heading1", "Heading 1"),  # LibreOffice
    style("a9", "标题 1"),
    style("own", "小标题", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>'),
    style("2", "heading 1") + style("own", "小标题", '<w:basedOn w:val="2"/>'),
]


@pytest.mark.parametrize("styles", HEADINGS)
def test_a_subhead_is_known_by_its_name_in_either_language_or_by_its_level(styles):
    key = next(key for key in ("own", "1", "Heading1", "a9") if f'"{key}"' in styles)
    found = blocks(line("引子"), styled("怕白天开灯", key), styles=styles)
    assert [(block.tag, block.level) for block in found] == [("p", 0), ("h", 1)]


def test_a_paragraph_may_have_a_level_of_its_own():
    assert blocks(line("怕白天开灯", '<w:outlineLvl w:val="2"/>'))[0].level == 3
    heading = style("1", "heading 1")
    assert blocks(line("正文", '<w:pStyle w:val="1"/><w:outlineLvl w:val="9"/>'), styles=heading)[0].level == 0


def test_deeper_levels_are_the_third_and_a_long_paragraph_is_no_subhead():
    headings = style("1", "heading 1") + style("5", "heading 5")
    assert [block.level for block in blocks(styled("题", "5"), styled("字" * 61, "1"), styles=headings)] == [3, 0]


@pytest.mark.parametrize(("name", "role"), [("Title", "title"), ("副标题", "subtitle"), ("caption", "caption")])
def test_headlines_and_captions_are_known_by_their_styles(name, role):
    assert blocks(styled("老楼装上了电梯", "a3"), styles=style("a3", name))[0].role == role


def test_a_bold_line_is_a_subhead_and_a_bold_sentence_none():
    found = blocks(
        bold("怕白天开灯"),
        bold("他说，不怕。"),
        bold("王女士："),
        bold("字" * 31),
        line(run("半", "<w:b/>") + run("行")),
    )
    assert [block.level for block in found] == [BOLD_LINE, 0, 0, 0, 0]
    assert (found[0].inner, found[1].inner) == ("怕白天开灯", "<strong>他说，不怕。</strong>")


def test_a_line_is_bold_by_its_style_too_and_may_say_that_it_is_not():
    strong = style("b", inner="<w:rPr><w:b/></w:rPr>")
    plain = line("不怕", '<w:pStyle w:val="b"/>', '<w:b w:val="0"/>')
    assert [block.level for block in blocks(styled("怕白天开灯", "b"), plain, styles=strong)] == [BOLD_LINE, 0]


def test_a_bold_line_that_a_program_has_numbered_is_a_subhead_unless_it_is_a_point_of_a_list():
    read_in = read(manuscript(line("甲"), bold("怕白天开灯", STEP), line("乙"), bold("大米", STEP), bold("白面", STEP)))
    assert [(block.tag, block.level) for block in read_in.blocks] == [("p", 0), ("h", 4), ("p", 0), ("ol", 0)]
    assert [note["code"] for note in read_in.notes] == ["numbers"]


def test_lists_are_read_by_numbers_of_their_own_or_of_their_styles():
    points = style("ListBullet", inner=f"<w:pPr>{POINT}</w:pPr>")
    found = html(line("米", STEP), line("面", STEP), styled("油", "ListBullet"), styles=points)
    assert found == [("ol", "<li>米</li><li>面</li>"), ("ul", "<li>油</li>")]


def test_a_table_keeps_what_is_merged():
    def cell(text, properties=""):
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{line(text)}</w:tc>"

    wide = "<w:tr>" + cell("收费", '<w:gridSpan w:val="2"/>') + "</w:tr>"
    rows = wide + "<w:tr>" + cell("顺产") + cell("1500元") + "</w:tr>"
    [(tag, inner)] = html(f"<w:tbl>{rows}</w:tbl>")
    assert (tag, inner) == ("table", '<tr><td colspan="2">收费</td></tr><tr><td>顺产</td><td>1500元</td></tr>')


def test_paragraphs_of_one_quotation_stay_together():
    quotes = style("q", "引用")
    assert html(styled("一", "q"), styled("二", "q"), styles=quotes) == [("blockquote", "<p>一</p><p>二</p>")]


def test_what_a_writer_indented_with_spaces_and_left_empty_is_not_kept():
    assert html(line("　　正文　"), line("　"), line("")) == [("p", "正文")]


def test_a_link_is_kept_and_one_within_the_manuscript_is_text():
    away = (relationship("hyperlink", "https://example.org/a", 7, external=True), {}, {})
    link = '<w:p><w:hyperlink r:id="rId7"><w:r><w:t>这里</w:t></w:r></w:hyperlink></w:p>'
    inside = '<w:p><w:hyperlink w:anchor="_Toc1"><w:r><w:t>那里</w:t></w:r></w:hyperlink></w:p>'
    assert html(link, inside, beside=[away]) == [("p", '<a href="https://example.org/a">这里</a>'), ("p", "那里")]


def test_what_looks_like_html_is_text():
    [block] = blocks(line("&lt;img src=&quot;picture:0&quot;&gt;"))
    assert (block.inner, block.pictures) == ('&lt;img src="picture:0"&gt;', [])


def test_pictures_stand_where_they_stood_with_what_was_said_of_them():
    read_in = read(manuscript(line("前"), picture(1, "路牌"), line("后"), picture(0), pictures=[b"one", b"two"]))
    assert [block.pictures for block in read_in.blocks] == [[], [0], [], [1]]
    assert [(picture.data, picture.alt) for picture in read_in.pictures] == [(b"two", "路牌"), (b"one", "")]


def test_the_words_of_simple_fields_and_below_readings_are_read():
    field = f'<w:fldSimple w:instr="SEQ">{run("1")}</w:fldSimple>'
    reading = f"<w:r><w:ruby><w:rt>{run('qing')}</w:rt><w:rubyBase>{run('青')}</w:rubyBase></w:ruby></w:r>"
    assert html(line(run("图") + field + reading + run("禾"))) == [("p", "图1青禾")]


def test_lines_of_a_long_paragraph_are_paragraphs_and_those_of_a_short_one_stay():
    broken = (
        run("字" * 40) + "<w:r><w:br/></w:r>" + "<w:r><w:rPr><w:b/></w:rPr><w:t>甲</w:t><w:br/><w:t>　乙</w:t></w:r>"
    )
    long = [("p", "字" * 40), ("p", "<strong>甲</strong>"), ("p", f"<strong>乙</strong>{'字' * 30}")]
    assert html(line(broken + run("字" * 30), '<w:jc w:val="left"/>')) == long
    assert html(line("<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r>")) == [("p", "甲<br>乙")]


def test_a_line_says_how_it_is_set():
    heads = style("c", inner='<w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:sz w:val="44"/></w:rPr>')
    found = blocks(styled("题", "c"), line("字", "", '<w:sz w:val="28"/>'), styles=heads)
    assert [(block.is_centred, block.size) for block in found] == [(True, 44), (False, 28)]


def test_a_strict_document_and_one_without_styles_are_read_too():
    strict = document_xml(bold("停水通知")).replace(WORD, "http://purl.oclc.org/ooxml/wordprocessingml/main")
    [block] = read(docx(parts={"word/document.xml": strict})).blocks
    assert (block.text, block.level) == ("停水通知", BOLD_LINE)
    assert read(docx(paragraph("停水"))).blocks[0].text == "停水"


def test_styles_that_are_based_on_each_other_end():
    circle = style("a", inner='<w:basedOn w:val="b"/>') + style("b", inner='<w:basedOn w:val="a"/>')
    assert blocks(styled("字", "a"), styles=circle)[0].text == "字"
