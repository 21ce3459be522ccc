"""What holds for every feed, in each of its formats."""

import re
from datetime import datetime
from email.utils import parsedate_to_datetime

import pytest
from lxml import etree

from portal.tests.feeds import ATOM, FILES, JSON, RSS, SITE, TYPES, make_city, parsed, told

pytestmark = pytest.mark.django_db
NAME = "{http://www.w3.org/2005/Atom}"
DC, CONTENT = "{http://purl.org/dc/elements/1.1/}", "{http://purl.org/rss/1.0/modules/content/}"
RFC_822 = re.compile(r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d \+0000")


@pytest.fixture(autouse=True)
def site(settings):
    settings.SITE_URL = SITE


def trees(client, file):
    """Yield (path, root element) of every feed in the XML format whose file is `file`."""
    for path in make_city(2).values():
        yield path, etree.fromstring(client.get(f"{path}{file}").content)


def test_it_says_what_it_is_and_any_cache_may_keep_it(client):
    for path in make_city().values():
        for file, kind in TYPES.items():
            answer = client.get(f"{path}{file}")
            assert answer["Content-Type"] == kind
            assert answer["Cache-Control"] == "public, max-age=60"
            assert not answer.cookies
            assert client.head(f"{path}{file}").status_code == 200
            assert client.post(f"{path}{file}").status_code == 405
            assert client.get(f"/elder{path}{file}").status_code == 404


def test_a_program_that_reads_feeds_finds_no_fault_and_the_same_ids_in_all_formats(client):
    for path in make_city(2).values():
        atom, rss = parsed(client, path), parsed(client, f"{path}{RSS}")
        assert (atom.version, rss.version) == ("atom10", "rss20")
        ids = [entry.id for entry in atom.entries]
        assert ids == [entry.id for entry in rss.entries] == [item["id"] for item in told(client, path)["items"]]
        assert len(set(ids)) == len(ids) >= 2
        assert [entry.link for entry in atom.entries] == [entry.link for entry in rss.entries]


def test_what_is_unchanged_is_not_sent_again(client, time_machine):
    time_machine.move_to("2026-11-30T10:00:00+08:00")
    for path in make_city().values():
        for file in FILES:
            first = client.get(f"{path}{file}")
            time_machine.shift(40)
            again = client.get(f"{path}{file}", headers={"if-none-match": first["ETag"]})
            assert (again.status_code, again.content) == (304, b"")
            assert not first.has_header("Last-Modified")


@pytest.mark.parametrize("number", [2, 40])
def test_it_asks_at_most_eight_queries_and_holds_thirty_entries(client, django_assert_max_num_queries, number):
    for path in make_city(number).values():
        for file in FILES:
            with django_assert_max_num_queries(8, info=f"{path}{file}"):
                answer = client.get(f"{path}{file}")
            assert answer.status_code == 200
        assert 2 <= len(told(client, path)["items"]) <= 30


@pytest.mark.parametrize("folder", ["columns", "topics", "contributors", "desks", "places", "authorities", "notices"])
def test_what_is_not_there_has_no_feed(client, folder):
    assert [client.get(f"/feeds/{folder}/nowhere/{file}").status_code for file in FILES] == [404] * 3


def test_atom_has_what_rfc_4287_requires(client):
    seen = set()
    for path, feed in trees(client, ATOM):
        assert feed.tag == f"{NAME}feed"
        assert feed.findtext(f"{NAME}author/{NAME}name") == "青禾晚报"
        assert feed.find(f'{NAME}link[@rel="self"]').get("href") == f"{SITE}{path}"
        seen.add(feed.findtext(f"{NAME}id"))
        entries = feed.findall(f"{NAME}entry")
        for part in (feed, *entries):
            assert [len(part.findall(f"{NAME}{name}")) for name in ("id", "title", "updated")] == [1, 1, 1]
            assert len(part.findall(f'{NAME}link[@rel="alternate"]')) == 1
            assert all(link.get("href").startswith(f"{SITE}/") for link in part.findall(f"{NAME}link"))
            for moment in (*part.findall(f"{NAME}updated"), *part.findall(f"{NAME}published")):
                assert datetime.fromisoformat(moment.text).utcoffset() is not None
        assert feed.findtext(f"{NAME}updated") == max(entry.findtext(f"{NAME}updated") for entry in entries)
    assert len(seen) == 10


def test_rss_has_what_its_rules_require(client):
    for path, root in trees(client, RSS):
        assert (root.tag, root.get("version")) == ("rss", "2.0")
        channel = root.find("channel")
        assert all(channel.findtext(name) for name in ("title", "link", "description"))
        assert channel.findtext("language") == "zh-cn"
        itself = channel.find(f"{NAME}link")
        assert (itself.get("rel"), itself.get("href")) == ("self", f"{SITE}{path}{RSS}")
        for item in channel.findall("item"):
            assert item.findtext("link").startswith(f"{SITE}/")
            assert item.findtext("guid").startswith("tag:qinghe.example,")
            assert item.find("guid").get("isPermaLink") == "false"
            assert RFC_822.fullmatch(item.findtext("pubDate"))
            assert parsedate_to_datetime(item.findtext("pubDate"))
            if path != "/feeds/corrections/":
                assert item.findtext(f"{DC}creator")
                assert item.findtext("category")
                assert item.findtext(f"{CONTENT}encoded")
            for enclosure in item.findall("enclosure"):
                assert enclosure.get("url").startswith(f"{SITE}/media/photos/")
                assert enclosure.get("type") == "image/jpeg"
                assert int(enclosure.get("length")) > 0


def test_json_feed_has_what_its_version_1_1_requires(client):
    for path in make_city(2).values():
        feed = told(client, path)
        assert feed["version"] == "https://jsonfeed.org/version/1.1"
        assert feed["feed_url"] == f"{SITE}{path}{JSON}"
        assert feed["home_page_url"].startswith(f"{SITE}/")
        assert (feed["language"], feed["authors"]) == ("zh-Hans", [{"name": "青禾晚报"}])
        assert feed["title"]
        for item in feed["items"]:
            assert isinstance(item["id"], str)
            assert item["url"].startswith(f"{SITE}/")
            assert len({"content_html", "content_text"} & set(item)) == 1
            assert all(datetime.fromisoformat(item[f"date_{word}"]).utcoffset() is not None
                       for word in ("published", "modified"))  # fmt: skip
            assert all(author["name"] for author in item.get("authors", []))
            assert all(isinstance(tag, str) and tag for tag in item.get("tags", []))
            for attachment in item.get("attachments", []):
                assert attachment["mime_type"] == "image/jpeg"
                assert attachment["size_in_bytes"] > 0
                assert attachment["url"].startswith(f"{SITE}/media/photos/")
                assert item["image"].startswith(f"{SITE}/media/photos/")


def test_every_address_in_a_text_leads_to_the_standard_edition(client):
    for path in make_city().values():
        for item in told(client, path)["items"]:
            text = item.get("content_html", "")
            for name, value in re.findall(r'\b(href|src|srcset)="([^"]*)"', text):
                addresses = value.split(", ") if name == "srcset" else [value]
                assert all(address.startswith(f"{SITE}/") for address in addresses), (path, value)
            assert ('href="https://qinghe.example/hotlines/"' in text) == (path != "/feeds/corrections/")


def test_what_xml_cannot_hold_is_left_out_and_marks_are_text(client):
    for path in make_city().values():
        assert all("“甲&乙”<丙>]]>😀" in item["title"] for item in told(client, path)["items"]), path
        for file in (ATOM, RSS):
            titles = [entry.title for entry in parsed(client, f"{path}{file}").entries]
            assert titles
            # feedparser takes what looks like a tag out of RSS titles, which are of no declared type.
            assert all("“甲&" in title and "]]>😀" in title for title in titles), path
