"""What crawlers may read."""

from urllib.robotparser import RobotFileParser

import pytest

from portal.tests.public_site import EDITIONS, STATUS, make_paper

MACHINES = ("/robots.txt", "/sitemap.xml", "/sitemap-news.xml", "/sitemap-pages.xml", "/sitemap-article-2026-11-1.xml")


def rules(client):
    response = client.get("/robots.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    return response.content.decode()


def test_it_says_exactly_this(client):
    assert rules(client) == (
        "User-agent: *\n"
        "Disallow: /admin/\n"
        "Disallow: /search/\n"
        "Disallow: /preview/\n"
        "Disallow: /questions/track/\n"
        "Disallow: /questions/referrals/\n"
        "Disallow: /questions/desks/*/ask/\n"
        "Disallow: /elder/search/\n"
        "Disallow: /elder/preview/\n"
        "Disallow: /elder/questions/track/\n"
        "Disallow: /elder/questions/referrals/\n"
        "Disallow: /elder/questions/desks/*/ask/\n"
        "\n"
        "Sitemap: http://127.0.0.1:8000/sitemap.xml\n"
    )


@pytest.mark.django_db
@pytest.mark.parametrize("edition", EDITIONS)
def test_every_public_page_may_be_read(client, edition):
    parser = RobotFileParser()
    parser.parse(rules(client).splitlines())
    for name, path in make_paper().items():
        assert STATUS.get(name) or parser.can_fetch("Baiduspider", edition + path), path
    assert not parser.can_fetch("Baiduspider", f"{edition}/questions/track/")


def test_the_sitemap_is_named_by_the_sites_own_address(client, settings):
    settings.SITE_URL = "https://qinghe.example"
    assert "Sitemap: https://qinghe.example/sitemap.xml\n" in rules(client)


def test_a_site_under_development_is_read_by_nobody(client, settings):
    settings.DEBUG = True
    assert rules(client) == "User-agent: *\nDisallow: /\n"


@pytest.mark.django_db
@pytest.mark.parametrize("path", MACHINES)
def test_files_for_machines_have_no_elder_copy(client, path):
    assert client.get(f"/elder{path}").status_code == 404


@pytest.mark.parametrize("path", MACHINES)
def test_nobody_writes_to_them(client, path):
    assert client.post(path).status_code == 405
