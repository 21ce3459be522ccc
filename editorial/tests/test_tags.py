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
    ],
)
def test_what_is_left_open_or_crosswise_is_mended(typed, kept):
    found = sanitise(typed)
    assert (found.count("<tr>") if isinstance(kept, int) else found) == kept
    assert sanitise(found) == found
