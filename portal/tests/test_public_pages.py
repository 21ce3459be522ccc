"""What holds for every page that a citizen reads, in both editions."""

import re

import pytest

from portal.tests.public_site import EDITIONS, STATUS, make_paper

pytestmark = pytest.mark.django_db
MOST_QUERIES = 8


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_page_answers_as_it_should(client, edition):
    answers = {name: client.get(edition + path).status_code for name, path in make_paper().items()}
    assert answers == {name: STATUS.get(name, 200) for name in answers}


@pytest.mark.parametrize("edition", EDITIONS)
def test_no_page_sets_a_cookie_or_varies_by_one(client, edition):
    for name, path in make_paper().items():
        answer = client.get(edition + path)
        assert not answer.cookies, name
        assert "Cookie" not in answer.get("Vary", ""), name
        assert "public" in answer["Cache-Control"], name


@pytest.mark.parametrize("number", [3, 60])
@pytest.mark.parametrize("edition", EDITIONS)
def test_no_page_asks_more_than_eight_queries(client, django_assert_max_num_queries, edition, number):
    for path in make_paper(number).values():
        with django_assert_max_num_queries(MOST_QUERIES, info=edition + path):
            client.get(edition + path)


@pytest.mark.parametrize("edition", EDITIONS)
def test_no_page_carries_a_style_or_a_script_of_its_own(client, edition):
    for name, path in make_paper().items():
        answer = client.get(edition + path)
        page = answer.content.decode()
        assert "unsafe" not in answer["Content-Security-Policy"], name
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", page), name
        scripts = re.findall(r"<script([^>]*)>", page)
        assert all("src=" in script or 'type="application/ld+json"' in script for script in scripts), name


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_page_asks_only_this_site_for_files(client, edition):
    for name, path in make_paper().items():
        page = client.get(edition + path).content.decode()
        fetched = re.findall(r'<(?:script|img)[^>]*?\ssrc="([^"]+)"', page)
        fetched += re.findall(r'<link rel="(?:stylesheet|icon)" href="([^"]+)"', page)
        assert fetched, name
        assert all(address.startswith(("/static/", "/media/")) for address in fetched), name


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_page_has_one_heading_of_the_first_level(client, edition):
    headings = {name: client.get(edition + path).content.count(b"<h1") for name, path in make_paper().items()}
    assert headings == dict.fromkeys(headings, 1)


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_moment_is_written_as_machines_read_it(client, edition):
    for name, path in make_paper().items():
        for moment in re.findall(r'datetime="([^"]*)"', client.get(edition + path).content.decode()):
            # HTML, 2.3.5.7: a fraction of a second has three digits at most; ours has none.
            assert re.fullmatch(r"\d{4}-\d\d-\d\d(T\d\d:\d\d\+0800)?", moment), (name, moment)


def test_an_empty_paper_says_so_and_has_no_empty_box(client):
    page = client.get("/").content.decode()
    assert 'class="empty"' in page
    assert "section-head" not in page
