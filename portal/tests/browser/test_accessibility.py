"""axe finds nothing on any public page, light, dark and elder; no page scrolls sideways on a small telephone."""

import pytest

from portal.tests import public_pages

from .axe import violations

pytestmark = pytest.mark.browser
# 1280 px at 400 % zoom is 320 px wide (WCAG 2.2, 1.4.10 Reflow).
REFLOW = 320


@pytest.fixture
def visit(newsroom_site, settings, open_page):
    """Return a function that opens every public page of the sample content in turn, yielding (name, page)."""

    def visit(edition):
        page = open_page(f"{edition}/")
        origin = page.url.removesuffix(f"{edition}/")
        # The style guide, which is shown to developers alone, comes last: DEBUG makes every template be read anew.
        for name, path in sorted(public_pages.paths().items(), key=lambda named: named[0] == "styleguide"):
            settings.DEBUG = name == "styleguide"
            page.goto(f"{origin}{edition}{path}")
            yield name, page

    # A 404 and a 410 are among the pages, and axe tries to set styles that the content policy refuses.
    open_page.expected += [" 404 ", " 410 ", "Applying inline style"]
    return visit


def overflow(page):
    """Return by how much the page is too wide where it is REFLOW wide."""
    size = page.viewport_size
    page.set_viewport_size({"width": REFLOW, "height": 640})
    width = page.evaluate("document.documentElement.scrollWidth")
    page.set_viewport_size(size)
    return max(width - REFLOW, 0)


@pytest.mark.parametrize("edition", ["", "/elder"])
def test_axe_finds_nothing_light_or_dark_and_no_page_scrolls_sideways_at_four_hundred_percent(visit, edition):
    found, seen = [], 0
    for name, page in visit(edition):
        seen += 1
        found += [f"{name}: {violation}" for violation in violations(page, in_the_dark=not edition)]
        if pixels := overflow(page):
            found.append(f"{name}: {pixels} px too wide")
    assert seen > 60
    assert not found, "\n".join(found[:30])


@pytest.mark.parametrize("edition", ["", "/elder"])
def test_the_first_tab_stop_skips_to_the_text(open_page, edition):
    page = open_page(f"{edition}/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert not page.evaluate("document.querySelector('header').contains(document.activeElement)")
