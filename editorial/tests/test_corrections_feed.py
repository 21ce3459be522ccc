"""The feed of corrections, for those who reprint the paper: Atom 1.0 (RFC 4287)."""

import re
from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.utils import timezone
from django.utils.html import escape

from articles.models import Article
from editorial.feeds import MOST_ENTRIES
from portal.testing import make_article
from portal.tests.sections import section

pytestmark = pytest.mark.django_db
ADDRESS = "/feeds/corrections/"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(autouse=True)
def site(settings):
    settings.SITE_URL = "https://qinghe.example"


def feed_of(client, **extra):
    return ElementTree.fromstring(client.get(ADDRESS, **extra).content)  # noqa: S314  (our own)


def entries(feed):
    """The entries as {name of the element: text}, the address under `link`."""
    return [
        {**{child.tag.removeprefix(ATOM): child.text for child in entry}, "link": entry.find(f"{ATOM}link").get("href")}
        for entry in feed.findall(f"{ATOM}entry")
    ]


def test_a_correction_is_an_entry_with_its_title_text_date_and_place_on_the_article(client):
    article = make_article("电梯启用")
    article.correct(article.author, "原文“12户”应为“11户”。")
    correction = article.corrections.get()
    (entry,) = entries(feed_of(client))
    assert entry["title"] == "更正：电梯启用"
    assert entry["summary"] == "原文“12户”应为“11户”。"
    assert entry["link"] == f"https://qinghe.example/articles/{article.pk}/#correction-{correction.pk}"
    assert entry["published"] == entry["updated"] == correction.at.isoformat()
    assert f'id="correction-{correction.pk}"' in client.get(article.get_absolute_url()).content.decode()


def test_a_withdrawal_is_an_entry_with_its_reason(client):
    article = make_article(
        "义诊", state=Article.State.WITHDRAWN, withdrawn_at=timezone.now(), withdrawn_reason="主办方取消了活动"
    )
    (entry,) = entries(feed_of(client))
    assert (entry["title"], entry["summary"]) == ("撤稿：义诊", "主办方取消了活动")
    assert entry["id"] == f"tag:qinghe.example,{timezone.now():%Y-%m-%d}:/articles/{article.pk}//"


def test_what_is_not_public_is_not_in_it(client):
    article = make_article(publish_at=timezone.now() + timedelta(hours=1))
    article.correct(article.author, "有误")
    assert not entries(feed_of(client))


def test_the_latest_thirty_are_in_it_each_with_a_name_that_stays(client):
    article, last_week = make_article(), timezone.now() - timedelta(days=7)
    make_article("早已撤下", state=Article.State.WITHDRAWN, withdrawn_at=last_week, withdrawn_reason="活动取消")
    for number in range(MOST_ENTRIES + 2):
        article.correct(article.author, f"第{number}处")
    first = entries(feed_of(client))
    names = [entry["id"] for entry in first]
    assert [entry["summary"] for entry in first] == [f"第{n}处" for n in range(MOST_ENTRIES + 1, 1, -1)]
    assert len(set(names)) == MOST_ENTRIES
    assert all(re.fullmatch(r"tag:qinghe\.example,\d{4}-\d\d-\d\d:/articles/\d+//correction-\d+", n) for n in names)
    article.title = "改过的标题"
    article.save()
    article.correct(article.author, "又一处")
    assert [entry["id"] for entry in entries(feed_of(client))][1:] == names[:-1]


def test_every_address_is_the_public_one_whatever_host_was_asked(client):
    article = make_article()
    article.correct(article.author, "有误")
    feed = feed_of(client, headers={"host": "localhost"})
    addresses = [link.get("href") for link in feed.iter(f"{ATOM}link")]
    assert addresses[:2] == ["https://qinghe.example/corrections/", f"https://qinghe.example{ADDRESS}"]
    assert all(address.startswith("https://qinghe.example/") for address in addresses)
    assert feed.find(f"{ATOM}id").text == "https://qinghe.example/corrections/"


def test_marks_are_escaped_once_for_xml_and_once_for_the_html_that_a_summary_is(client):
    title, text = "“甲&乙”<丙>", "原文<b>“1 < 2”</b>应为“2 & 3”"
    article = make_article(title)
    article.correct(article.author, text)
    (entry,) = entries(feed_of(client))
    assert entry["title"] == f"更正：{title}"
    assert entry["summary"] == escape(text)


def test_it_is_kept_by_caches_as_pages_are(client):
    answer = client.get(ADDRESS)
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert answer["Cache-Control"] == "public, max-age=60"
    assert not answer.cookies
    assert client.get(ADDRESS, headers={"if-none-match": answer["ETag"]}).status_code in {200, 304}


@pytest.mark.parametrize("edition", ["", "/elder"])
def test_the_page_of_corrections_names_its_feed(client, edition):
    page = client.get(f"{edition}/corrections/").content.decode()
    link = re.search(r'<link rel="alternate" type="application/atom\+xml"[^>]*href="([^"]+)"', page)[1]
    assert link == f"https://qinghe.example{ADDRESS}"


def test_there_is_one_feed_and_none_in_the_elder_edition(client):
    assert client.get(f"/elder{ADDRESS}").status_code == 404
    assert f'<a href="{ADDRESS}"' in client.get("/corrections/").content.decode()
    assert ADDRESS not in section(client.get("/elder/corrections/").content.decode(), "published")


@pytest.mark.django_db(databases=[])
def test_nothing_is_posted_to_it(client):
    assert client.post(ADDRESS).status_code == 405
