"""What holds for every page that a citizen reads, in both editions."""

import re

import pytest

from portal.tests.public_site import EDITIONS, STATUS

MOST_QUERIES = 8


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_page_answers_as_it_should(printed, edition):
    answers = {name: page.status for name, page in printed(edition).items()}
    assert answers == {name: STATUS.get(name, 200) for name in answers}


@pytest.mark.parametrize("edition", EDITIONS)
def test_no_page_sets_a_cookie_or_varies_by_one(printed, edition):
    for name, page in printed(edition).items():
        assert not page.cookies, name
        assert "Cookie" not in page.headers.get("Vary", ""), name
        assert "public" in page.headers["Cache-Control"], name


@pytest.mark.parametrize("number", [3, 60])
@pytest.mark.parametrize("edition", EDITIONS)
def test_no_page_asks_more_than_eight_queries(printed, edition, number):
    for page in printed(edition, number).values():
        assert len(page.queries) <= MOST_QUERIES, (page.path, page.queries)


@pytest.mark.parametrize("edition", EDITIONS)
def test_no_page_carries_a_style_or_a_script_of_its_own(printed, edition):
    for name, page in printed(edition).items():
        assert "unsafe" not in page.headers["Content-Security-Policy"], name
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", page.text), name
        scripts = re.findall(r"<script([^>]*)>", page.text)
        assert all("src=" in script or 'type="application/ld+json"' in script for script in scripts), name


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_page_asks_only_this_site_for_files(printed, edition):
    for name, page in printed(edition).items():
        fetched = re.findall(r'<(?:script|img)[^>]*?\ssrc="([^"]+)"', page.text)
        fetched += re.findall(r'<link rel="(?:stylesheet|icon)" href="([^"]+)"', page.text)
        assert fetched, name
        assert all(address.startswith(("/static/", "/media/")) for address in fetched), name


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_page_has_one_heading_of_the_first_level(printed, edition):
    headings = {name: page.text.count("<h1") for name, page in printed(edition).items()}
    assert headings == dict.fromkeys(headings, 1)


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_moment_is_written_as_machines_read_it(printed, edition):
    for name, page in printed(edition).items():
        for moment in re.findall(r'datetime="([^"]*)"', page.text):
            # HTML, 2.3.5.7: a fraction of a second has three digits at most; ours has none.
            assert re.fullmatch(r"\d{4}-\d\d-\d\d(T\d\d:\d\d\+0800)?", moment), (name, moment)


@pytest.mark.django_db
def test_an_empty_paper_says_so_and_has_no_empty_box(client):
    page = client.get("/").content.decode()
    assert 'class="empty"' in page
    assert "section-head" not in page
