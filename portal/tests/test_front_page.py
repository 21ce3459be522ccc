"""The front page, laid out: who leads, who stands below, and nothing twice."""

from datetime import timedelta

import pytest
from django.utils import timezone

from portal.front_page import lay_out
from portal.testing import make_answer, make_article, make_column, make_photo, make_topic

pytestmark = pytest.mark.django_db


def hours_ago(number):
    return timezone.now() - timedelta(hours=number)


def test_position_one_leads_and_the_others_stand_below_in_their_order():
    newest = make_article("最新", publish_at=hours_ago(1))
    third = make_article("三", front_position=3, publish_at=hours_ago(2))
    second = make_article("二", front_position=2, publish_at=hours_ago(3))
    lead = make_article("头条", front_position=1, publish_at=hours_ago(4))
    page = lay_out()
    assert page["lead"] == lead
    assert page["front"] == [second, third, newest]


def test_without_a_position_one_the_newest_news_leads():
    placed = make_article("三", front_position=3, publish_at=hours_ago(3))
    newest = make_article("最新", publish_at=hours_ago(1))
    page = lay_out()
    assert (page["lead"], page["front"]) == (newest, [placed])


def test_the_newest_article_of_a_position_has_it_however_many_there_were():
    lead = make_article("头条", front_position=1, publish_at=hours_ago(40))
    for number in range(15):
        last = make_article(f"二之{number}", front_position=2, publish_at=hours_ago(30 - number))
    page = lay_out()
    assert page["lead"] == lead
    assert page["front"][0] == last


def test_a_withdrawn_or_embargoed_lead_makes_way():
    other = make_article("第二好", publish_at=hours_ago(5))
    make_article("撤了", front_position=1, state="withdrawn", withdrawn_at=timezone.now(), withdrawn_reason="有误")
    make_article("未到", front_position=1, publish_at=hours_ago(-1))
    assert lay_out()["lead"] == other


def test_a_paper_without_news_columns_is_led_by_what_there_is(client):
    article = make_article("楼道里的事", column=make_column("百姓话题", layout="community"))
    assert lay_out()["lead"] == article
    assert "还没有稿件发布" not in client.get("/").content.decode()


def test_no_article_and_no_picture_stands_twice():
    photo = make_photo()
    articles = [make_article(f"第{n}篇", lead_photo=photo, publish_at=hours_ago(n + 1)) for n in range(10)]
    make_topic(articles=articles[:3], photo=photo)
    page = lay_out()
    shown = [page["lead"], *page["front"], *(article for _column, section in page["sections"] for article in section)]
    assert len(shown) == len(set(shown)) > 5
    assert [article.shows_picture for article in shown].count(True) == 1
    assert not page["topic_shows_picture"]


def test_a_topic_being_prepared_hides_no_other_and_has_no_page_yet(client):
    running = make_topic(articles=[make_article()])
    prepared = make_topic("准备中的专题", articles=[make_article("稿", state="draft", publish_at=None)])
    assert lay_out()["topic"] == running
    assert client.get(prepared.get_absolute_url()).status_code == 404
    page = client.get("/topics/").content.decode()
    assert running.title in page
    assert prepared.title not in page


def test_the_three_newest_answers_stand_in_a_row_that_is_left_out_when_there_are_none(client):
    assert 'id="answers"' not in client.get("/").content.decode()
    answers = [make_answer(f"第{n}个问题？", publish_at=hours_ago(n + 1)) for n in range(4)]
    make_answer("未到的问题？", publish_at=hours_ago(-1))
    assert lay_out()["answers"] == answers[:3]
    page = client.get("/").content.decode()
    assert [f"第{n}个问题？" in page for n in range(4)] == [True, True, True, False]


def test_the_row_of_answers_repeats_no_picture(client):
    photo = make_photo()
    make_article(lead_photo=photo)
    make_answer(lead_photo=photo)
    assert client.get("/").content.decode().count(f'<img src="{photo.url}"') == 1
