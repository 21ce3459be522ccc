"""便民问答: the list, whom it shows, and the ways on from it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from portal.testing import make_answer, make_authority, make_desk, make_photo, make_place
from questions.models import Answer

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client):
    """Return a function that fetches the list, with its query, as text."""
    return lambda query="": client.get(f"/questions/{query}").content.decode()


def test_the_newest_stands_first_and_says_who_asked_and_who_answered(page):
    place = make_place("桃花新村")
    make_answer("旧的？", publish_at=timezone.now() - timedelta(days=2))
    make_answer("新的？", places=[place], authority=make_authority("青禾市城市管理局", short_name="市城管局"))
    text = page()
    assert text.index("新的？") < text.index("旧的？")
    for said in ("王女士", "桃花新村", "市城管局", "值班记者 林知夏", "带上身份证即可"):
        assert said in text


def test_what_is_not_public_is_not_listed(page):
    make_answer("草稿？", state=Answer.State.DRAFT, publish_at=None)
    make_answer("未到时间？", publish_at=timezone.now() + timedelta(hours=1), askers=9)
    make_answer("撤了？", state=Answer.State.WITHDRAWN, withdrawn_at=timezone.now(), withdrawn_reason="有误", askers=9)
    text = page()
    assert not [title for title in ("草稿？", "未到时间？", "撤了？") if title in text]
    assert "还没有刊发问答" in text


def test_an_answer_that_begins_with_markup_is_shown_as_plain_text(page):
    make_answer(body=f"<p><strong>甲&amp;乙</strong>答复：{'好' * 400}</p>")
    text = page()
    assert "甲&amp;乙答复：好好好" in text
    assert "&amp;amp;" not in text
    assert "&lt;" not in text


@pytest.mark.parametrize("cut", ["<p>好</p><p><stro", '<p>好</p><img src="a', "<p>好&am", "<p>好&"])
def test_a_cut_through_markup_leaves_no_trace(cut):
    answer = make_answer()
    answer.beginning = cut
    assert answer.gist == "好"


def test_those_whom_many_asked_are_named_at_most_eight_and_nobody_who_asked_alone(page):
    make_answer("只有一人问？")
    for number in range(2, 12):
        make_answer(f"{number}人问？", askers=number)
    most = page().partition('id="most-asked"')[2]
    assert most.index("11人问？") < most.index("4人问？")
    assert "3人问？" not in most
    assert "只有一人问？" not in most


def test_the_doors_lead_to_the_open_desks_alone(page):
    make_desk("开着的台", slug="open")
    make_desk("关了的台", slug="closed", closes_on=timezone.localdate() - timedelta(days=1))
    text = page()
    for address in ("/questions/desks/open/", "/questions/track/", "/questions/accountability/"):
        assert f'href="{address}"' in text
    assert "/questions/desks/closed/" not in text


def test_a_picture_stands_beside_its_answer_once(page):
    photo = make_photo()
    make_answer(lead_photo=photo)
    assert page().count(f'src="{photo.url}"') == 1


def test_the_column_is_marked_in_the_navigation(client, page):
    answer = make_answer()
    assert 'href="/questions/" aria-current="page"' in page()
    assert 'href="/questions/" aria-current="true"' in client.get(answer.get_absolute_url()).content.decode()
    assert 'href="/questions/" aria-current' not in client.get("/").content.decode()


@pytest.mark.parametrize(
    ("body", "summary"),
    [
        ("<p>市公交公司答复：</p><p>带上身份证。</p>", "市公交公司答复：带上身份证。"),
        (f"<p>{'好' * 30}。{'多' * 40}。</p>", f"{'好' * 30}。……"),
        (f"<p>{'好' * 70}</p>", f"{'好' * 64}……"),
    ],
)
def test_a_card_ends_with_a_sentence_where_it_can(body, summary):
    assert make_answer(body=body).summary == summary


def test_the_conditions_are_folded_away_until_one_is_set(page):
    desk = make_desk("码上问需")
    make_answer(desk=desk)
    assert '<details class="qa-find">' in page()
    assert '<details class="qa-find" open>' in page(f"?desk={desk.slug}")
