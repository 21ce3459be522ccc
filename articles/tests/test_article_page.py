"""An article as a reader and a machine get it."""

import json
import re
from datetime import timedelta

import pytest
from django.utils import timezone

from articles.json_ld import news_article
from articles.models.contributor import Role
from articles.related import related_to, topic_positions
from articles.templatetags.articles import season
from editorial.public_item import PublicItem
from editorial.templatetags.headlines import clauses
from portal.testing import make_article, make_authority, make_contributor, make_photo, make_topic

pytestmark = pytest.mark.django_db


def page_of(client, article):
    return client.get(article.get_absolute_url()).content.decode()


def json_ld_of(page):
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)[1])


def test_machines_read_what_the_page_says(client, settings):
    article = make_article(bylines=[make_contributor("林知夏"), make_contributor("顾清和", role=Role.EDITOR)])
    data = json_ld_of(page_of(client, article))
    assert data["@type"] == "NewsArticle"
    assert data["headline"] == article.title
    assert data["mainEntityOfPage"] == f"{settings.SITE_URL}{article.get_absolute_url()}"
    assert [person["name"] for person in data["author"]] == ["林知夏"]


def test_no_headline_breaks_out_of_the_block_that_machines_read(client):
    title = "</script><script>alert(1)</script>&<!--"
    page = page_of(client, make_article(title, summary=title))
    assert json_ld_of(page)["headline"] == title
    assert "<script>alert" not in page


def test_the_byline_reads_as_in_print_whatever_order_the_names_were_entered_in(client):
    people = [("顾清和", Role.EDITOR), ("沈拾光", Role.PHOTOGRAPHER), ("孟小满", Role.CORRESPONDENT)]
    people += [("林知夏", Role.REPORTER), ("周砚秋", Role.REPORTER)]
    article = make_article(bylines=[make_contributor(name, role=role) for name, role in people])
    names = re.findall(r'<span class="byline">(.*?)</span>', page_of(client, article))
    printed = [re.sub(r"<[^>]+>", "", name) for name in names]
    assert printed == ["记者 林知夏 周砚秋", "通讯员 孟小满", "摄影 沈拾光", "责任编辑 顾清和"]


@pytest.mark.parametrize(
    ("months", "words"),
    [
        ((11, 2), "11月至次年2月"),
        ((3, 5), "3月至5月"),
        ((6, 6), "6月"),
        ((1, 12), "全年"),
        ((None, None), ""),
    ],
)
def test_a_season_is_told_in_words(months, words):
    assert season(make_article(season_from=months[0], season_to=months[1])) == words


def test_a_tip_shows_seven_steps_and_no_more(client):
    page = page_of(client, make_article(steps=[f"步骤{number}" for number in range(1, 9)]))
    assert "步骤7" in page
    assert "步骤8" not in page


def test_a_call_out_without_a_number_of_its_own_gives_the_newsrooms(client, settings):
    settings.NEWSPAPER = {**settings.NEWSPAPER, "hotline": "5559999"}
    page = page_of(client, make_article(hotline_note="您若有意见，请来电。"))
    call_out = page[page.index('class="call-out"') :].partition("</aside>")[0]
    assert 'href="tel:5559999"' in call_out


def test_a_call_out_gives_the_number_that_the_article_names(client):
    hotline = make_authority(number="0000-5550 130").hotlines.get()
    assert 'href="tel:00005550130"' in page_of(client, make_article(hotline=hotline))


def test_before_stands_before_after_and_a_lead_picture_of_the_pair_is_not_shown_twice(client):
    before, after = make_photo(colour=(1, 2, 3)), make_photo(colour=(200, 2, 3))
    article = make_article(lead_photo=after, photos=[(after, "after"), (before, "before")])
    page = page_of(client, article)
    shown = page[page.index("<main") :]
    assert shown.index(before.url) < shown.index(after.url)
    assert shown.count(f'src="{after.url}"') == 1


def test_the_lead_picture_is_fetched_first_and_has_its_size_caption_and_credit(client):
    photo = make_photo(width=640, height=480)
    page = page_of(client, make_article(lead_photo=photo, lead_caption="电梯启用。"))
    image = re.search(r'<img src="[^"]+"[^>]*>', page)[0]
    assert 'fetchpriority="high"' in image
    assert 'width="640" height="480"' in image
    assert "srcset=" in image
    assert "记者 沈拾光 摄" in page


@pytest.mark.django_db(databases=[])
def test_the_space_between_two_clauses_of_a_headline_is_kept():
    text = re.sub(r"<[^>]+>", "", clauses("屋面翻新 顶楼收起接雨盆，干了"))
    assert text == "屋面翻新 顶楼收起接雨盆，干了"
    assert "</span> <span" in clauses("屋面翻新 顶楼收起接雨盆")


@pytest.mark.django_db(databases=[])
def test_a_headline_of_several_clauses_is_escaped():
    assert "<b>" not in clauses("一，<b>二</b>")


def test_what_waited_for_its_time_was_not_modified_before_it_was_published(client):
    article = make_article()
    type(article).objects.filter(pk=article.pk).update(updated_at=article.publish_at - timedelta(days=3))
    article.refresh_from_db()
    data = news_article(PublicItem.of(article))
    assert data["dateModified"] == data["datePublished"]


def test_related_articles_are_of_the_topic_first_and_the_newest_of_it():
    parts = [make_article(f"第{n}篇", publish_at=timezone.now() - timedelta(days=20 - n)) for n in range(8)]
    make_topic(articles=parts)
    make_article("别的事")
    _positions, from_topics = topic_positions(parts[0])
    assert related_to(parts[0], from_topics, []) == [parts[7], parts[6], parts[5], parts[4]]
