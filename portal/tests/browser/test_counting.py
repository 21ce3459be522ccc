"""What stands below the text while it is typed: how long it is, as an editor counts."""

import pytest
from playwright.sync_api import expect

from .clipboard import paste_alone
from .item_form import open_form, write

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# {text: (characters, paragraphs)}
TEXTS = {
    "<p>灯亮了。</p>": (4, 1),
    "<p>2026年11月30日，COVID-19 疫情</p><p>《近邻》“试刊”——</p>": (20, 2),
    "<h2>小标题</h2><ul><li>一</li><li>二</li></ul><p>three small words</p>": (8, 4),
    "<p>空\u200b行\u3000不\xa0算</p><p> </p>": (4, 1),
    "<p>𠮷野家</p>": (3, 1),
}


def test_the_text_is_counted_as_an_editor_counts_and_goes_on_counting(change, log_in, reporter):
    page = open_form(log_in(reporter), change)
    count = page.locator(".cke + output.count")
    for html, (characters, paragraphs) in TEXTS.items():
        paste_alone(page, html)
        expect(count, html).to_have_text(f"{characters}字，{paragraphs}段")
    write(page, "又三字")
    expect(count).to_have_text("6字，1段")
    assert "汉字" in count.get_attribute("title")
