"""What is found follows what is published: to the microsecond, with no job that would have to run."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from articles.models import Article, Column, TipStep, TopicEntry
from editorial.bringing_in import bring_in
from editorial.erasure import erase_words
from notices.models import Notice
from portal.testing import (
    make_answer,
    make_article,
    make_authority,
    make_column,
    make_desk,
    make_draft,
    make_kind,
    make_notice,
    make_place,
    make_topic,
)
from search.models import Grams, IndexEntry
from search.tests.asking import titles

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def test_a_draft_is_not_found(reporter):
    make_draft(reporter, "候车亭换新")
    assert titles("候车亭") == []


@pytest.mark.parametrize("make", [make_article, make_answer, make_notice])
def test_an_embargoed_item_is_found_from_its_moment_on(make):
    moment = timezone.now().replace(microsecond=500) + HOUR
    make("候车亭换新", publish_at=moment)
    with time_machine.travel(moment - timedelta(microseconds=1), tick=False):
        assert titles("候车亭") == []
    with time_machine.travel(moment, tick=False):
        assert titles("候车亭") == ["候车亭换新"]


def test_what_is_withdrawn_is_gone_and_leaves_nothing_behind(final_reviewer):
    article = make_article("候车亭换新")
    article.decide("withdraw", final_reviewer, "写错了。")
    assert titles("候车亭") == []
    assert not IndexEntry.objects.filter(kind="article").exists()
    assert Grams.objects.count() == IndexEntry.objects.count()


def test_what_is_returned_before_its_time_is_not_found_when_it_would_have_come(final_reviewer):
    moment = timezone.now() + HOUR
    article = make_article("候车亭换新", publish_at=moment)
    article.decide("return", final_reviewer, "再核一遍。")
    with time_machine.travel(moment + HOUR):
        assert titles("候车亭") == []


def test_it_is_found_by_what_it_says_now():
    article = make_article("候车亭换新")
    article.title = "站台换新"
    article.save()
    assert titles("候车亭") == []
    assert titles("站台") == ["站台换新"]


def test_another_publication_time_is_another_place_in_the_order():
    first = make_article("候车亭一", publish_at=timezone.now() - 3 * HOUR)
    make_article("候车亭二", publish_at=timezone.now() - 2 * HOUR)
    assert titles("候车亭") == ["候车亭二", "候车亭一"]
    first.publish_at = timezone.now() - HOUR
    bring_in(first, first.author)
    assert titles("候车亭") == ["候车亭一", "候车亭二"]


def test_steps_and_places_are_found_with_the_article_that_they_belong_to():
    article = make_article("管道防冻")
    step = TipStep.objects.create(article=article, title="包好水表", text="用旧棉被。")
    article.places.add(make_place("芦花小筑"))
    assert titles("棉被") == titles("芦花小筑", ("kind_article",)) == ["管道防冻"]
    step.delete()
    article.places.clear()
    assert titles("棉被") == titles("芦花小筑", ("kind_article",)) == []


def test_a_place_that_takes_back_its_articles_takes_them_back_in_the_index_too():
    place, article = make_place("芦花小筑"), make_article("管道防冻")
    place.articles.add(article)
    assert titles("芦花小筑", ("kind_article",)) == ["管道防冻"]
    place.articles.remove(article)
    assert titles("芦花小筑", ("kind_article",)) == []


def test_a_topic_is_found_from_its_first_article_on():
    moment = timezone.now() + HOUR
    article = make_article("候车亭换新", publish_at=moment)
    topic = make_topic("关注公交出行", [article])
    assert titles("公交出行") == []
    with time_machine.travel(moment, tick=False):
        assert titles("公交出行") == ["关注公交出行"]
        TopicEntry.objects.filter(topic=topic).get().delete()
        assert titles("公交出行") == []


def test_a_topic_goes_with_the_last_of_its_articles(final_reviewer):
    article = make_article("候车亭换新")
    make_topic("关注公交出行", [article])
    article.decide("withdraw", final_reviewer, "写错了。")
    assert titles("公交出行") == []


def test_a_place_that_is_renamed_is_found_with_all_that_is_about_it(django_capture_on_commit_callbacks):
    place = make_place("芦花小筑")
    make_article("管道防冻", places=[place])
    with django_capture_on_commit_callbacks(execute=True):
        place.name = "苇塘小筑"
        place.save()
    assert titles("苇塘小筑") == ["苇塘小筑", "管道防冻"]
    assert titles("芦花小筑") == []


def test_what_is_about_a_place_that_moves_moves_with_it(django_capture_on_commit_callbacks):
    old, new = make_place("禾东区"), make_place("禾西区")
    street = make_place("梧桐街道", parent=old)
    village = make_place("芦花小筑", kind=4, parent=street)
    make_article("管道防冻", places=[village])
    with django_capture_on_commit_callbacks(execute=True):
        street.parent = new
        street.save()
    assert titles("管道", (f"place_{old.pk}",)) == []
    assert titles("管道", (f"place_{new.pk}",)) == ["管道防冻"]


def test_an_authority_that_is_renamed_is_found_with_its_notices_and_hotlines(django_capture_on_commit_callbacks):
    authority = make_authority("青禾市自来水公司")
    make_notice("夜间停水", authority=authority)
    with django_capture_on_commit_callbacks(execute=True):
        authority.name = "青禾水务集团"
        authority.save()
    assert set(titles("水务集团")) == {"青禾水务集团", "夜间停水", "青禾水务集团 报修"}
    assert titles("自来水公司") == []


def test_a_tip_is_a_kind_of_its_own():
    tips = make_column("小贴士", layout=Column.Layout.TIPS)
    make_article("管道防冻", column=tips)
    assert titles("管道", ("kind_tip",)) == ["管道防冻"]
    assert titles("管道", ("kind_article",)) == []


def test_a_notice_that_is_over_comes_last_and_one_that_is_to_come_does_not():
    today = timezone.localdate()
    make_notice("停水一", effective_from=today - timedelta(days=9), effective_until=today - timedelta(days=1))
    make_notice("停水二", effective_from=today + timedelta(days=1), publish_at=timezone.now() - 5 * HOUR)
    make_notice("夜间检修", publish_at=timezone.now() - 9 * HOUR, body="<p>停水。</p>")
    assert titles("停水", ("kind_notice",)) == ["停水二", "夜间检修", "停水一"]


def test_a_notice_is_over_at_the_moment_at_which_the_next_takes_its_place():
    before = make_notice("停水一")
    moment = timezone.now() + HOUR
    make_notice("停水二", follows=before, relation=Notice.Relation.REPLACES, publish_at=moment)
    with time_machine.travel(moment - timedelta(seconds=1), tick=False):
        assert titles("停水", ("kind_notice",)) == ["停水一"]
        assert IndexEntry.objects.get(title="停水一").over > 0
    with time_machine.travel(moment, tick=False):
        assert titles("停水", ("kind_notice",)) == ["停水二", "停水一"]


def test_a_desk_for_comments_is_found_from_the_time_on_when_its_matter_is_public():
    moment = timezone.now() + HOUR
    desk = make_desk("0001-2026", kind="comments", subject="公交线路优化", shown_from=None, publishes_answers=False)
    assert titles("公交线路") == []
    desk.shown_from = moment
    desk.save()
    assert titles("公交线路") == []
    with time_machine.travel(moment, tick=False):
        assert titles("公交线路") == ["征求意见：公交线路优化"]


def test_things_of_the_same_moment_are_all_found():
    moment = timezone.now() - HOUR
    for number in range(40):
        make_article(f"候车亭{number}", publish_at=moment)
    assert len(titles("候车亭")) == 40
    assert Article.objects.count() == 40


def test_what_is_erased_for_a_citizen_is_not_found_any_more():
    answer = make_answer("去哪里办“小绿”卡？", question="王小花七十岁了，怎么办？")
    assert titles("王小花")
    erase_words(answer, lambda text: text.replace("王小花", "某市民"))
    assert titles("王小花") == []
    assert not IndexEntry.objects.filter(text__contains="王小花").exists()


def test_a_kind_of_notices_that_is_renamed_is_found_with_its_notices(django_capture_on_commit_callbacks):
    kind = make_kind("停水")
    make_notice("夜间检修", kind=kind, body="<p>检修管网。</p>", who="")
    with django_capture_on_commit_callbacks(execute=True):
        kind.name = "供水中断"
        kind.save()
        kind.save()  # again before any of it is brought on
    assert titles("供水中断") == ["夜间检修"]
    assert titles("停水", ("kind_notice",)) == []


def test_a_column_that_becomes_one_of_tips_makes_tips_of_its_articles(django_capture_on_commit_callbacks):
    column = make_column("过日子")
    make_article("管道防冻", column=column)
    with django_capture_on_commit_callbacks(execute=True):
        column.layout = Column.Layout.TIPS
        column.save()
    assert titles("管道", ("kind_tip",)) == ["管道防冻"]


def test_days_that_no_number_reaches_stop_nobody():
    make_notice("长期有效", effective_until=date(2500, 12, 31))
    make_article("很久以后", publish_at=datetime(2900, 1, 1, tzinfo=UTC))
    assert titles("长期有效", ("kind_notice",)) == ["长期有效"]
    assert titles("很久以后") == []


def test_a_text_may_hold_anything_of_any_length():
    houses = "，".join(f"桃花路{number}号" for number in range(1, 400))
    make_article("门牌清单", body=f"<p>{houses}</p><p>{'x' * 5000}</p>")
    assert titles("桃花路390号") == titles("x" * 100) == ["门牌清单"]


def test_no_word_goes_from_one_part_of_an_item_into_the_next():
    make_article("加装记", kicker="坐电梯", summary="5号来", body="<p>无</p>")
    assert titles("坐电梯") == ["加装记"]
    assert titles("电梯5号") == []
