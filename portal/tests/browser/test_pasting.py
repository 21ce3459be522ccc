"""Text that is pasted: what is kept of it, and what the writer is told of the rest."""

import pytest
from playwright.sync_api import expect

from editorial.kept_html import DROPPED_WITH_CONTENT, RENAMED, TAGS
from editorial.richtext import sanitise

from .clipboard import NOTICE, dismiss_notices, hand_over, paste_alone, paste_html, text_in
from .item_form import open_form

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta name=Generator
content="Microsoft Word 15"><style>p.MsoNormal {font-size:10.5pt; color:black}</style></head>
<body lang=ZH-CN style='text-justify-trim:punctuation'>
<h1><span style='font-size:22.0pt;font-family:宋体;mso-ascii-font-family:Calibri'>通知标题</span></h1>
<p class=MsoNormal align=left style='text-align:left;text-indent:21.0pt'><span
style='font-size:12.0pt;font-family:宋体;
color:black;background:white'>正文第一段。</span><span lang=EN-US style='font-size:10.0pt;font-family:
"Times New Roman",serif;color:windowtext'>2026<o:p></o:p></span></p>
<p class=MsoNormal><span style='font-size:12.0pt;font-family:宋体;color:#333333'>见</span><a
href="https://www.example/"><span style='font-family:宋体;color:blue'><u>网页</u></span></a></p>
<table class=MsoTableGrid><tr><td bgcolor="#DEEAF6" style='background:#DEEAF6'><p class=MsoNormal align=center
style='text-align:center'><b><span style='font-size:12.0pt'>站点</span></b></p></td></tr></table></body></html>"""
# {what is pasted: what the line says was left out}
FORMATS = {
    "<p>甲<u>乙</u></p>": "下划线",
    "<p>甲<span style='text-decoration: underline'>乙</span></p>": "下划线",
    "<p><em>甲</em></p>": "斜体",
    "<p style='font-style:italic'>甲</p>": "斜体",
    "<p><s>甲</s></p>": "删除线",
    "<p><font color=red>甲</font></p>": "颜色",
    "<p style='color:#C00000'>甲</p>": "颜色",
    "<p><span style='background:yellow'>甲</span></p>": "底色",
    "<p align=center>甲</p>": "居中、居右",
    "<p style='font-family:宋体'>甲</p><p style='font-family:楷体,serif'>乙</p>": "字体",
    "<p><font size=2>甲</font></p><p><font size=5>乙</font></p>": "字号",
    "<p style='color:red'><u>甲</u></p>": "下划线、颜色",
    # Nothing that anybody would miss.
    "<p style='color:#222; background-color:#fff; text-align:justify; font-style:normal'>甲</p>": None,
    "<p style='font-family:宋体'>甲</p><p style='font-family:宋体'>乙</p>": None,
    "<p><a href='https://www.example/'><u style='color:blue'>甲</u></a></p>": None,
    "<h2 style='color:#2F5496'>甲</h2><p style='color:black'>乙</p>": None,
    "<p><b>甲</b></p>": None,
    "<p style='color:red'> </p>": None,
}


@pytest.fixture
def form(change, log_in, reporter):
    return open_form(log_in(reporter), change)


def samples():
    """Yield a text for every tag that the server keeps, renames or drops, and for some that it does not know."""
    inline = "a b strong sub sup i em u s span font small mark code".split()
    blocks = "p h2 h3 blockquote div h1 h4 h5 h6".split()
    elsewhere = "br hr img ul ol li table caption thead tbody tr th td".split()
    assert TAGS | set(RENAMED) <= {*inline, *blocks, *elsewhere}
    attributes = 'href="https://www.example/" class="x" style="top:0" onclick="a()"'
    for tag in inline:
        yield f"<p>甲<{tag} {attributes}>乙</{tag}>丙</p>"
    for tag in blocks:
        yield f"<{tag} {attributes}>甲<b>乙</b></{tag}><p>丙</p>"
    for tag in "section article center figure address header".split():
        yield f"<{tag}><p>甲</p></{tag}><p>丙</p>"
    for tag in sorted(DROPPED_WITH_CONTENT - {"embed"}):
        yield f"<p>甲</p><{tag}>乙</{tag}><p>丙</p>"
    yield "<p>甲<br>乙</p><hr><p>丙</p>"
    yield "<ul><li>甲<ol><li>乙</li></ol></li></ul>"
    yield (
        "<table border=1><caption>甲</caption><thead><tr><th colspan=2 scope=col abbr=x>乙</th></tr></thead>"
        "<tbody><tr><td rowspan=2 width=9>丙</td><td colspan=2>丁</td></tr></tbody></table>"
    )
    uploading = 'data-widget="uploadimage" data-cke-upload-id="9"'  # in another window
    yield f'<p>甲<img alt="路" src="/media/photos/0123456789abcdef01234567-960.webp" {uploading}></p>'


def test_the_editor_keeps_what_the_server_keeps(form, open_page):
    open_page.expected.append(" 404 ")  # the picture
    different = []
    for html in samples():
        pasted = "".join(map(str.strip, paste_alone(form, html).splitlines()))
        if sanitise(pasted) != sanitise(html):
            different.append((html, pasted, sanitise(html)))
    assert not different, "\n".join(map(str, different))


def test_a_heading_of_word_stays_a_heading_and_what_word_always_writes_is_not_worth_a_word(form):
    paste_html(form, WORD)
    form.wait_for_function("() => CKEDITOR.instances.id_body.getData().includes('站点')")
    assert "<h2>通知标题</h2>" in text_in(form)
    assert form.locator(NOTICE).count() == 0


def test_formatting_that_is_left_out_is_told_in_one_line(form):
    for html, lost in FORMATS.items():
        paste_alone(form, html)
        notices = form.locator(NOTICE).all_inner_texts()
        assert [text.strip().split("\n")[0] for text in notices] == ([f"粘贴时去掉了：{lost}。"] if lost else []), html
        dismiss_notices(form)


def test_text_that_is_pasted_as_text_alone_was_to_lose_the_rest(form):
    form.evaluate("CKEDITOR.instances.id_body._.nextPasteType = 'text'")
    paste_html(form, "<p><u style='color:red'>只要文字</u></p>")
    form.wait_for_function("() => CKEDITOR.instances.id_body.getData().includes('只要文字')")
    assert form.locator(NOTICE).count() == 0


def test_a_file_that_is_no_picture_is_refused_with_a_word(form):
    hand_over(form, "drop", ("通知.pdf", "application/pdf", b"%PDF-1.7"))
    expect(form.locator(NOTICE)).to_contain_text("正文里只能放图片")
