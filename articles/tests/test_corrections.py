"""An article that was put right, or taken back, as a reader and a machine get it."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from articles.json_ld import news_article
from articles.models import Article
from articles.tests.test_article_page import json_ld_of, page_of
from editorial.public_item import PublicItem
from editorial.tests.bulletins.models import Bulletin
from portal.testing import (
    make_article,
    make_authority,
    make_contributor,
    make_photo,
    make_place,
    make_topic,
)

pytestmark = pytest.mark.django_db
MOST_QUERIES = 8


def correct(article, *texts):
    """Put `texts` beside `article`, a day between them, the last one today."""
    for days_ago, text in reversed(list(enumerate(reversed(texts)))):
        with time_machine.travel(timezone.now() - timedelta(days=days_ago), tick=False):
            article.correct(article.author, text)
    return list(article.corrections.order_by("pk"))


def make_withdrawn(**fields):
    return make_article(
        state=Article.State.WITHDRAWN, withdrawn_at=timezone.now(), withdrawn_reason="事实有误", **fields
    )


@pytest.fixture
def everything():
    """An article with one of all that its page can show, and two corrections; its topic leaves room for others."""
    photo, place, authority = make_photo(), make_place(), make_authority()
    article, sibling = (
        make_article(
            title,
            bylines=[make_contributor(f"记者{title}")],
            places=[place],
            lead_photo=photo,
            hotline=authority.hotlines.get(),
            advised_by=authority,
            steps=["关阀"],
            photos=[(photo, "before"), (photo, "after"), (photo, "gallery")],
            editors_note="编者按",
            video_url="https://video.example/1",
        )
        for title in "甲乙"
    )
    make_article("同一处的事", places=[place])
    make_topic(articles=[article, sibling])
    correct(article, "早的一处", "晚的一处")
    return article


@pytest.mark.parametrize("edition", ["", "/elder"])
def test_an_article_with_everything_asks_eight_queries(client, django_assert_max_num_queries, everything, edition):
    with django_assert_max_num_queries(MOST_QUERIES):
        page = client.get(edition + everything.get_absolute_url()).content.decode()
    for shown in ("记者甲", "桃花新村", "关阀", "第1篇/共2篇", "同一处的事", "早的一处", "晚的一处", "5550130"):
        assert shown in page, shown


def test_a_withdrawn_article_with_corrections_asks_no_more(client, django_assert_max_num_queries):
    article = make_withdrawn()
    correct(article, "一", "二")
    with django_assert_max_num_queries(MOST_QUERIES):
        client.get(article.get_absolute_url())


@pytest.mark.parametrize("edition", ["", "/elder"])
def test_corrections_stand_between_the_header_and_the_text_the_newest_first(client, everything, edition):
    page = client.get(edition + everything.get_absolute_url()).content.decode()
    older, newer = everything.corrections.order_by("pk")
    notes = [f'id="correction-{correction.pk}"' for correction in (newer, older)]
    places = [page.index(mark) for mark in ('class="dateline"', *notes, 'class="rich-text"')]
    assert places == sorted(places)
    assert page.count("早的一处") == page.count("晚的一处") == 2  # once for people, once for machines
    notes = re.search(r'<aside class="correction-notes".*?</aside>', page, re.DOTALL)[0]
    days = [timezone.localtime(correction.at).strftime("%Y年%-m月%-d日") for correction in (newer, older)]
    assert re.findall(r"\d{4}年\d+月\d+日", notes) == days
    assert notes.count("<strong>更正</strong>") == 2


def test_the_dateline_says_that_an_article_was_corrected_and_leads_there(client, everything):
    page = page_of(client, everything)
    assert '<a class="corrected" href="#corrections">本文已更正</a>' in page
    assert 'id="corrections"' in page


def test_an_article_without_corrections_has_no_box(client):
    other = make_article("另一篇")
    correct(other, "别处的更正")
    page = page_of(client, make_article())
    assert "correction-notes" not in page
    assert "本文已更正" not in page
    assert "别处的更正" not in page
    assert "correction" not in json_ld_of(page)


def test_another_kind_of_thing_with_the_same_key_lends_an_article_no_corrections(client):
    article = make_article()
    bulletin = Bulletin.objects.create(pk=article.pk, title="快报", author=article.author)
    bulletin.correct(article.author, "快报的更正")
    assert "快报的更正" not in page_of(client, article)


def test_a_correction_is_text(client):
    article = make_article()
    correct(article, "<script>alert(1)</script>")
    page = page_of(client, article)
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page


def test_machines_read_the_corrections_and_the_papers_policy(client, settings, everything):
    older, newer = everything.corrections.order_by("pk")
    data = json_ld_of(page_of(client, everything))
    address = f"{settings.SITE_URL}{everything.get_absolute_url()}"
    assert data["correction"] == [
        {
            "@type": "CorrectionComment",
            "text": correction.text,
            "datePublished": correction.at.isoformat(),
            "url": f"{address}#correction-{correction.pk}",
        }
        for correction in (newer, older)
    ]
    policy = data["publisher"]["correctionsPolicy"]
    assert policy == f"{settings.SITE_URL}/corrections/"
    assert client.get(policy.removeprefix(settings.SITE_URL)).status_code == 200


def test_an_article_was_modified_when_it_was_corrected_at_the_latest():
    article = make_article()
    (correction,) = correct(article, "有误")
    Article.objects.filter(pk=article.pk).update(updated_at=article.publish_at)
    article.refresh_from_db()
    assert news_article(PublicItem.of(article))["dateModified"] == correction.at.isoformat()


@pytest.mark.parametrize("edition", ["", "/elder"])
def test_a_withdrawn_article_says_what_it_was_and_keeps_its_corrections(client, edition):
    article = make_withdrawn(title="义诊改期")
    correct(article, "原文日期有误")
    answer = client.get(edition + article.get_absolute_url())
    page = answer.content.decode()
    assert answer.status_code == 410
    for shown in ("该文章已撤稿", "义诊改期", "事实有误", "原文日期有误"):
        assert shown in page, shown
    assert "商量了大半年" not in page
    assert f'<a href="{edition}/corrections/">' in page
