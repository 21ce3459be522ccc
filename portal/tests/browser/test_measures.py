"""How many actions the everyday work at the desk takes, from its first page on."""

import pytest
from playwright.sync_api import expect

from articles.models import Article
from notices.models import Notice
from portal.testing import (
    make_article,
    make_authority,
    make_column,
    make_contributor,
    make_kind,
    make_place,
    picture_file,
)

from .actions import Hand
from .item_form import wait_for_editor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def hand_of(log_in):
    return lambda person: Hand(log_in(person))


def done(hand):
    expect(hand.page.locator(".messagelist .success").first).to_be_visible()


def test_an_article_with_a_picture_is_written_and_submitted_with_at_most_twelve_actions(hand_of, reporter):
    make_contributor("林知夏", user=reporter)
    make_column("要闻")
    hand = hand_of(reporter)
    hand.click("a[href='/admin/articles/article/add/'] >> nth=0")
    hand.fill("[name=title]", "鼓楼巷的井盖修好了")
    hand.select("[name=column]", "要闻")
    hand.write("本报讯　鼓楼巷口松动的井盖昨天修好了。")
    hand.drop("#photos-group", picture_file(name="井盖.jpg"))
    hand.page.wait_for_selector("[data-uploads] [data-state=taken]")
    hand.fill("[name=photos-0-alt_text]", "工人蹲在巷口装井盖")
    hand.fill("[name=photos-credit-credit_name]", "记者 林知夏")
    hand.click("button[name=_then][value=submit]")
    done(hand)
    assert len(hand.actions) <= 12, hand.actions
    article = Article.objects.get()
    assert (article.state, article.photos.get().photo.lacking) == ("in_review", "")


def test_a_public_article_is_corrected_with_at_most_six_actions(hand_of, final_reviewer):
    article = make_article("井盖二十一日修好了")
    hand = hand_of(final_reviewer)
    hand.click("a[href='/admin/articles/article/'] >> nth=0")
    hand.click(f"#result_list a[href*='/{article.pk}/change/']")
    wait_for_editor(hand.page)
    hand.fill("[name=title]", "井盖二十日修好了")
    hand.fill("[name=_readers-correction]", "“二十一日”应为“二十日”。")
    hand.click("button[name=_continue]")
    done(hand)
    assert len(hand.actions) <= 6, hand.actions
    article.refresh_from_db()
    assert article.title == "井盖二十日修好了"


def test_a_public_article_is_withdrawn_with_at_most_five_actions(hand_of, final_reviewer):
    article = make_article("井盖修好了")
    hand = hand_of(final_reviewer)
    hand.click("a[href='/admin/articles/article/'] >> nth=0")
    hand.click(f"#result_list a[href*='/{article.pk}/change/']")
    hand.click("summary:has(~ form[action*='/decide/withdraw/'])")
    hand.fill("form[action*='/decide/withdraw/'] textarea", "井盖又松动，待核实")
    hand.click("form[action*='/decide/withdraw/'] button")
    done(hand)
    assert len(hand.actions) <= 5, hand.actions
    article.refresh_from_db()
    assert article.state == "withdrawn"


def test_a_notice_begun_with_its_kind_is_written_and_submitted_with_at_most_fourteen_actions(hand_of, reporter):
    make_authority()
    make_place()
    kind = make_kind(title="计划停水", who="停水范围内的住户", what_to_do="提前储水。", body="<p>因管网维修停水。</p>")
    hand = hand_of(reporter)
    hand.click("a[href='/admin/notices/notice/add/'] >> nth=0")
    hand.click(f".beginnings a[href='?kind={kind.slug}']")
    wait_for_editor(hand.page)
    hand.fill("[name=title]", "桃花新村夜间计划停水")
    hand.choose("id_authority", "自来水")
    hand.choose("id_places", "桃花新村")
    hand.fill("[name=effective_from_time]", "22:00")
    hand.fill("[name=effective_until]", "2099-12-31")
    hand.click("button[name=_then][value=submit]")
    done(hand)
    assert len(hand.actions) <= 14, hand.actions
    assert Notice.objects.get().state == "in_review"
