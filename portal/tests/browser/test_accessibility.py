"""axe finds nothing on any public page, light, dark and elder; no page scrolls sideways on a small telephone."""

from io import StringIO

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.management import call_command

from portal.tests import public_pages

pytestmark = pytest.mark.browser
WCAG = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}}
# 1280 px at 400 % zoom is 320 px wide (WCAG 2.2, 1.4.10 Reflow).
REFLOW = 320


@pytest.fixture
def visit(transactional_db, settings, open_page):
    """Return a function that opens every public page of the sample content in turn, yielding (name, page)."""
    call_command("loadsample", stdout=StringIO())

    def visit(edition, **options):
        page = open_page(f"{edition}/", **options)
        origin = page.url.removesuffix(f"{edition}/")
        for name, path in public_pages.paths().items():
            settings.DEBUG = name == "styleguide"  # which is shown to developers alone
            page.goto(f"{origin}{edition}{path}")
            yield name, page

    # A 404 and a 410 are among the pages, and axe tries to set styles that the content policy refuses.
    open_page.expected += [" 404 ", " 410 ", "Applying inline style"]
    return visit


def violations(page):
    report = Axe().run(page, options=WCAG)
    return [
        f"{violation['id']}: {node['html'][:160]} {node['failureSummary'][:200]}"
        for violation in report.response["violations"]
        for node in violation["nodes"]
    ]


def overflow(page):
    """Return by how much the page is too wide where it is REFLOW wide."""
    size = page.viewport_size
    page.set_viewport_size({"width": REFLOW, "height": 640})
    width = page.evaluate("document.documentElement.scrollWidth")
    page.set_viewport_size(size)
    return max(width - REFLOW, 0)


def test_axe_finds_nothing_and_no_page_scrolls_sideways_at_four_hundred_percent(visit):
    """All of it in one test: to load the sample takes longer than to visit a dozen pages."""
    found, seen = [], 0
    for edition, scheme in [("", "light"), ("", "dark"), ("/elder", "light")]:
        for name, page in visit(edition, color_scheme=scheme):
            seen += 1
            where = f"{edition} {scheme} {name}"
            found += [f"{where}: {violation}" for violation in violations(page)]
            if scheme == "light" and (pixels := overflow(page)):
                found.append(f"{where}: {pixels} px too wide")
    assert seen > 100
    assert not found, "\n".join(found[:30])


@pytest.mark.parametrize("edition", ["", "/elder"])
def test_the_first_tab_stop_skips_to_the_text(open_page, edition):
    page = open_page(f"{edition}/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert not page.evaluate("document.querySelector('header').contains(document.activeElement)")
