"""axe finds nothing on any public page, light, dark and elder; no page scrolls sideways on a small telephone."""

from io import StringIO

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.management import call_command
from django.urls import reverse

from portal.tests import public_pages

pytestmark = pytest.mark.browser
WCAG = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}}
# 1280 px at 400 % zoom is 320 px wide (WCAG 2.2, 1.4.10 Reflow).
REFLOW = 320


@pytest.fixture
def sample(transactional_db, settings):
    settings.DEBUG = True  # for the style guide
    call_command("loadsample", stdout=StringIO())
    return public_pages.paths()


@pytest.mark.parametrize(("edition", "scheme"), [("", "light"), ("", "dark"), ("/elder", "light")])
def test_axe_finds_nothing_on_any_public_page(sample, open_page, edition, scheme):
    page = open_page(edition or "/", color_scheme=scheme)
    found = []
    for name, path in sample.items():
        page.goto(f"{page.url.split('/', 3)[0]}//{page.url.split('/')[2]}{edition}{path}")
        report = Axe().run(page, options=WCAG)
        found += [
            f"{edition}{path} ({name}): {violation['id']}: {node['html'][:160]} {node['failureSummary'][:200]}"
            for violation in report.response["violations"]
            for node in violation["nodes"]
        ]
    # Two of the pages are a 404 and a 410 on purpose; Chromium reports them as errors.
    open_page.faults[:] = [fault for fault in open_page.faults if " 404 " not in fault and " 410 " not in fault]
    assert not found, "\n".join(found[:30])


@pytest.mark.parametrize("edition", ["", "/elder"])
def test_no_page_scrolls_sideways_at_four_hundred_percent(sample, open_page, edition):
    page = open_page(edition or "/", width=REFLOW, height=640)
    origin = "/".join(page.url.split("/")[:3])
    wide = {}
    for name, path in sample.items():
        page.goto(f"{origin}{edition}{path}")
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > REFLOW:
            wide[name] = width
    open_page.faults.clear()
    assert not wide


@pytest.mark.parametrize("edition", ["", "/elder"])
def test_the_first_tab_stop_skips_to_the_text(sample, open_page, edition):
    page = open_page(f"{edition}{reverse('home')}")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")
