"""HTML is made level before a parser mends it: what that changes of what is kept, and what it does not."""

import pytest

from editorial.richtext import sanitise


def test_bold_that_is_left_open_is_not_opened_anew_in_every_paragraph():
    typed = "<p>" + "".join(f"<b class={number}>" for number in range(40)) + "<p>字" * 2_000
    assert len(sanitise(typed)) < 20 * len(typed)  # three at most


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("<p>一<p>二", "<p>一</p><p>二</p>"),
        ("<ul><li>一<li>二</ul>三", "<ul><li>一</li><li>二</li></ul>三"),
        ("<table><tr><td>一<td>二<tr><td>三</table>", 2),
        ("<table><tr><td>一</p></b></td><td>二</td></tr></table>", 1),
        ("<p>前<!-- <p>注 -->后</p>", "<p>前后</p>"),
        ("<p>1 < 2，<!-->3 <-- 4</p>", "<p>1 &lt; 2，3 &lt;-- 4</p>"),
        ("<p>一<textarea>二<title>三</title></textarea></p>", "<p>一二三</p>"),
        ("<p a=\"<b>\" b='</p>'>一</p>", "<p>一</p>"),
        ("<blockquote>" * 20 + "&nbsp;<br>" + "</blockquote>" * 20, ""),
        ("<p>没写完<a href=", "<p>没写完</p>"),
        ("<p>甲路1号</br>电话</p>", "<p>甲路1号<br>电话</p>"),
        (
            "<dl>" + "<dt>一<dd>二" * 40 + "</dl><p>末</p><ul><li>格</li></ul>",
            "一二" * 40 + "<p>末</p><ul><li>格</li></ul>",
        ),
        ("<span>" * 80 + "<p>一</p><h2>二</h2>", "<p>一</p><h2>二</h2>"),
        ("<p>一</p><b>" * 80 + "<p>二</p>", "<p>一</p><strong>" + "<p>一</p>" * 79 + "<p>二</p></strong>"),
        ("<h2>一</h3><p>二</p>", "<h2>一</h2><p>二</p>"),
        ("<div>一<ul><li>二</div><li>三</li></ul>", "<p>一</p><ul><li>二</li><li>三</li></ul>"),
        ("<ul><li>一<ul></li><li>二</li></ul></li></ul>", "<ul><li>一<ul><li>二</li></ul></li></ul>"),
        ('<p>一<svg class="i"/>二</p><p>三</p>', "<p>一二</p><p>三</p>"),
        ("<p>一<section>二</section></p>", "<p>一</p>二"),
        ("<a title=一 href='/notices/\"' href=/a>字</a>", '<a href="/notices/&quot;">字</a>'),
    ],
)
def test_what_is_left_open_or_crosswise_is_mended(typed, kept):
    found = sanitise(typed)
    assert (found.count("<tr>") if isinstance(kept, int) else found) == kept
    assert sanitise(found) == found
