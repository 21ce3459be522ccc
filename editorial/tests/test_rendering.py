"""What a reader gets of rich text."""

import re
import time

import pytest

from editorial.rendering import photo_stems, render
from editorial.richtext import sanitise
from portal.testing import make_photo

pytestmark = pytest.mark.django_db


def picture(photo, alt=""):
    return f'<img src="{photo.url}" alt="{alt}">'


@pytest.mark.django_db(databases=[])
def test_headings_can_be_linked_to():
    assert render("<h2>一</h2><p>字</p><h3>二</h3>") == (
        '<h2 id="section-1">一</h2><p>字</p><h3 id="section-2">二</h3>'
    )


@pytest.mark.django_db(databases=[])
def test_only_links_that_lead_away_say_so(settings):
    settings.SITE_URL = "https://news.example"
    rendered = render(
        sanitise(
            '<p><a href="https://other.example/">1</a><a href="//other.example/">2</a><a href="/\\other.example/">3</a>'
            '<a href="https://NEWS.example/articles/5/">4</a><a href="/articles/5/">5</a><a href="tel:110">6</a></p>'
        )
    )
    assert re.findall(r'rel="noopener noreferrer">(\d)', rendered) == ["1", "2", "3"]


@pytest.mark.django_db(databases=[])
@pytest.mark.parametrize("address", ["\\\\[x", "\\/[x", "//℀.com"])
def test_an_old_text_with_a_link_that_cannot_be_read_is_still_shown(address):
    assert render(f'<p><a href="{address}">字</a></p>').endswith(' rel="noopener noreferrer">字</a></p>')


@pytest.mark.django_db(databases=[])
def test_text_stays_text():
    html = "<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp;lt; 1 &lt; 2</p>"
    assert render(html) == html


def test_a_picture_becomes_a_figure_with_sizes_and_credit():
    photo = make_photo(width=1200, height=800, alt_text="一条街", credit_name="记者 沈拾光")
    rendered = render(f"<p>{picture(photo)}</p>")
    assert rendered.startswith('<figure class="figure"><img src=')
    assert f'srcset="{photo.srcset}"' in rendered
    assert 'width="1200" height="800" alt="一条街" loading="lazy"' in rendered
    assert "记者 沈拾光 摄</span></figcaption></figure>" in rendered
    assert "<p>" not in rendered


@pytest.mark.parametrize(
    ("around", "outline"),
    [
        ("<p>前{}后</p>", "<p>前</p>F<p>后</p>"),
        ("<p>{}后</p>", "F<p>后</p>"),
        ("<p>{}{}</p>", "FF"),
        ('<p>前<strong>重<a href="/x/">{}链</a></strong></p>',
         '<p>前<strong>重</strong></p>F<p><strong><a href="/x/">链</a></strong></p>'),
        ('<p><a href="/x/">{}</a></p>', "F"),
        ("<h2>题{}目</h2><p>文</p>", '<h2 id="section-1">题目</h2>F<p>文</p>'),
        ("<ul><li>一{}</li></ul>", "<ul><li>一F</li></ul>"),
        ("<ul><li><a href=\"/x/\">{}</a></li></ul>", "<ul><li>F</li></ul>"),
        ("<blockquote><p>引{}</p></blockquote>", "<blockquote><p>引</p>F</blockquote>"),
    ],
)  # fmt: skip
def test_a_figure_never_stands_in_a_paragraph_a_link_or_a_heading(around, outline):
    rendered = render(sanitise(around.replace("{}", picture(make_photo()))))
    assert re.sub(r"<figure.*?</figure>", "F", rendered) == outline


def test_the_words_typed_for_a_picture_win_over_the_librarys():
    assert 'alt="&quot;门&quot; &lt;口&gt;"' in render(f"<p>{picture(make_photo(), '&quot;门&quot; &lt;口&gt;')}</p>")


def test_a_picture_that_is_gone_from_the_library_leaves_no_hole():
    assert render('<p>前<img src="/media/photos/0123456789abcdef01234567-64.webp">后</p>') == "<p>前后</p>"


@pytest.mark.django_db(databases=[])
def test_a_table_scrolls_by_itself():
    rendered = render("<table><tbody><tr><td>一</td></tr></tbody></table>")
    assert rendered.startswith('<div class="table-scroll" role="region" aria-label="表格" tabindex="0"><table>')
    assert rendered.endswith("</table></div>")


@pytest.mark.django_db(databases=[])
def test_a_text_without_pictures_asks_the_database_nothing():
    render("<p>没有图片</p>")


def test_all_pictures_of_a_text_are_one_query(django_assert_num_queries):
    pictures = "".join(f"<p>{picture(make_photo(colour=(n, n, n)))}</p>" for n in range(5))
    with django_assert_num_queries(1):
        render(pictures)


@pytest.mark.django_db(databases=[])
def test_stems_are_found_in_order_and_once():
    first, second = "0" * 24, "1" * 24
    html = "".join(
        f'<p><img alt="a &gt; b" src="/media/photos/{stem}-480.webp?v=1"></p>' for stem in (second, first, second)
    )
    assert photo_stems(sanitise(html)) == [second, first]


@pytest.mark.django_db(databases=[])
def test_a_long_body_stays_fast():
    began = time.perf_counter()
    render(sanitise("<h2>题</h2><p>电梯昨日启用，<strong>住户</strong>说好。</p>" * 4_000))
    render(sanitise("<blockquote>" * 5_000 + "x"))
    assert time.perf_counter() - began < 5
