"""What a page weighs on the wire: visual.md's numbers, for a reader with a bad connection."""

import gzip
import re

import pytest
from django.conf import settings

from portal.staticfiles import IMPORT
from portal.tests.public_site import EDITIONS

KILOBYTE = 1024
STATIC = settings.BASE_DIR / "static"


def weight(data):
    return len(gzip.compress(data, 9)) / KILOBYTE


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_page_weighs_at_most_fifteen_kilobytes(printed, edition):
    weights = {name: weight(page.content) for name, page in printed(edition, 60).items()}
    assert {name: kilobytes for name, kilobytes in weights.items() if kilobytes > 15} == {}


@pytest.mark.parametrize("edition", EDITIONS)
def test_an_article_with_a_gallery_needs_at_most_ten_requests(printed, edition):
    page = printed(edition)["article"]
    files = re.findall(r'<(?:img|script) src="|<link rel="(?:stylesheet|icon)"', page.text)
    assert len(files) + 1 <= 10


def test_the_style_sheet_weighs_at_most_twelve_kilobytes():
    sheet = (STATIC / "css/site.css").read_text()
    parts = [(STATIC / "css" / match["path"]).read_bytes() for match in IMPORT.finditer(sheet)]
    assert len(parts) > 10
    assert weight(sheet.encode() + b"".join(parts)) <= 12


def test_the_style_sheets_ask_for_no_other_file():
    for sheet in STATIC.glob("css/*.css"):
        text = re.sub(r"/\*.*?\*/", "", sheet.read_text(), flags=re.DOTALL)
        assert sheet.name == "site.css" or "url(" not in text, sheet.name


def test_all_scripts_together_weigh_at_most_eight_kilobytes():
    scripts = sorted(STATIC.glob("js/*.js"))
    assert scripts
    assert weight(b"".join(script.read_bytes() for script in scripts)) <= 8
