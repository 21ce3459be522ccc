"""Where readers and programs find the feeds: the page that lists them, and the head of every page that has one."""

import re

import pytest

from portal.testing import make_column, make_topic
from portal.tests.feeds import FILES, SITE, TYPES, make_city

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def site(settings):
    settings.SITE_URL = SITE


def links(page):
    """Return {address: (type, title)} of what the head of `page` tells programs of."""
    found = re.findall(r'<link rel="alternate" type="([^"]+)" title="([^"]+)" href="([^"]+)"', page)
    return {address: (kind, title) for kind, title, address in found}


@pytest.mark.parametrize("edition", ["", "/elder"])
def test_every_page_tells_of_its_feed_in_three_formats_and_each_of_them_is_there(client, edition):
    feeds = make_city()
    pages = {
        "site": "/",
        "column": "/news/yaowen/",
        "topic": "/topics/dianti/",
        "contributor": "/contributors/lin/",
        "desk": "/questions/desks/zhiban/",
        "place": "/places/taohua/",
        "authority": "/authorities/shui/",
        "notices": "/notices/",
        "kind of notices": "/notices/?kind=tingshui",
        "corrections": "/corrections/",
    }
    assert set(pages) == set(feeds)
    for name, path in pages.items():
        found = links(client.get(f"{edition}{path}").content.decode())
        wanted = {f"{SITE}{feeds[name]}{file}": TYPES[file].partition(";")[0] for file in FILES}
        assert wanted.items() <= {address: kind for address, (kind, _title) in found.items()}.items(), name
        assert len({title for _kind, title in found.values()}) == len(found), name
        for address in found:
            assert client.get(address.removeprefix(SITE)).status_code == 200


@pytest.mark.parametrize("edition", ["", "/elder"])
def test_the_list_leads_to_feeds_that_are_there_and_stands_in_every_foot(client, edition):
    feeds = make_city()
    page = client.get(f"{edition}/feeds/").content.decode()
    found = re.findall(r'<a href="(/feeds/[^"]+)"', page)
    listed = ("site", "column", "topic", "notices", "kind of notices", "corrections")
    assert {f"{feeds[name]}{file}" for name in listed for file in FILES} <= set(found)
    assert [client.get(path).status_code for path in found] == [200] * len(found)
    assert f'<a href="{edition}/feeds/">' in client.get(f"{edition}/").content.decode()


def test_a_topic_that_is_being_prepared_is_not_in_the_list(client):
    make_column("要闻", slug="yaowen")
    make_topic("秘密专题", slug="mimi")
    page = client.get("/feeds/").content.decode()
    assert "/feeds/columns/yaowen/rss.xml" in page
    assert "mimi" not in page


def test_in_the_standard_edition_people_find_the_way_and_in_the_elder_one_on_the_list_alone(client):
    make_city()
    for path in ("/news/yaowen/", "/topics/dianti/", "/contributors/lin/", "/questions/desks/zhiban/"):
        assert len(re.findall(r'<a href="/feeds/[^"]+"', client.get(path).content.decode())) == 3
        assert not re.findall(r'<a href="(?:/elder)?/feeds/[^"]+"', client.get(f"/elder{path}").content.decode())
