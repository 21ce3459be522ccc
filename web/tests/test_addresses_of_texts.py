"""Addresses in a text that is read elsewhere: absolute, and otherwise the text as it was."""

import pytest

from web.addresses import with_absolute_addresses

PAGE = "https://qinghe.example/articles/5/"


@pytest.mark.parametrize(
    ("html", "absolute"),
    [
        ('<a href="/hotlines/">', '<a href="https://qinghe.example/hotlines/">'),
        ('<a href="#section-1">', '<a href="https://qinghe.example/articles/5/#section-1">'),
        ('<a href="../6/?a=1&amp;b=2">', '<a href="https://qinghe.example/articles/6/?a=1&amp;b=2">'),
        ('<a href="//cdn.example/x">', '<a href="https://cdn.example/x">'),
        ('<a href="https://a.example/?q=%E4%B8%AD&amp;r">', '<a href="https://a.example/?q=%E4%B8%AD&amp;r">'),
        ('<a href="tel:5550100">', '<a href="tel:5550100">'),
        ('<a href="mailto:a@b.example">', '<a href="mailto:a@b.example">'),
        (
            '<img src="/media/a-480.webp" srcset="/media/a-480.webp 480w, /media/a-960.webp 960w">',
            '<img src="https://qinghe.example/media/a-480.webp" '
            'srcset="https://qinghe.example/media/a-480.webp 480w, https://qinghe.example/media/a-960.webp 960w">',
        ),
        ('<img srcset="https://cdn.example/a.webp 64w">', '<img srcset="https://cdn.example/a.webp 64w">'),
        ("<p>写作 href=&quot;/hotlines/&quot; 即可</p>", "<p>写作 href=&quot;/hotlines/&quot; 即可</p>"),
        ('<p title="/x">甲 &amp; 乙</p>', '<p title="/x">甲 &amp; 乙</p>'),
    ],
)
def test_an_address_becomes_absolute_and_nothing_else_changes(html, absolute):
    assert with_absolute_addresses(html, PAGE) == absolute
    assert with_absolute_addresses(absolute, PAGE) == absolute
