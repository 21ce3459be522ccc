"""Within a transaction a thing is written to the index once, however often its rows are saved, and only if it says
something else.
"""

from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import transaction

from articles.models import Article, TipStep
from declarations.findable import DECLARED
from editorial.standing import moving
from portal.testing import make_article, make_column, make_notice, make_place
from portal.tests.races import at_once
from search.core import index, rebuild
from search.models import Grams, IndexEntry
from search.tests.asking import titles
from transactions.before_commit import catch_up

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]


class Undone(Exception):
    pass


@pytest.fixture
def written(monkeypatch):
    """The headlines of the entries that are written from now on."""
    headlines, tokens_of = [], index._tokens

    def note(entry, declaration):
        headlines.append(entry.title)
        return tokens_of(entry, declaration)

    monkeypatch.setattr(index, "_tokens", note)
    return headlines


def test_an_item_that_is_saved_with_all_its_rows_is_written_once(written):
    column = make_column()
    written.clear()
    with transaction.atomic():
        article = make_article(
            "管道防冻", column=column, places=[make_place("芦花小筑")], steps=["包好水表", "放空管道"]
        )
        article.title = "水管防冻"
        article.save()
        assert written == []
    assert sorted(written) == ["水管防冻", "芦花小筑"]
    assert titles("水表") == titles("防冻") == ["水管防冻"]


def test_an_item_of_the_same_moment_keeps_its_key_and_another_moment_gives_another(written):
    article = make_article("管道防冻")
    other = make_article("老楼装上了电梯", publish_at=article.publish_at)
    key = IndexEntry.objects.get(kind="article", object_id=article.pk).pk
    written.clear()
    Article.objects.filter(pk=article.pk).update(title="水管防冻")
    article.refresh_from_db()
    article.save()
    assert written == ["水管防冻"]
    assert IndexEntry.objects.get(kind="article", object_id=article.pk).pk == key
    assert titles("防冻") == ["水管防冻"]
    assert titles("管道") == []
    with moving("publish_at"):
        article.publish_at -= timedelta(days=1)
        article.save()
    assert IndexEntry.objects.get(kind="article", object_id=article.pk).pk < key
    assert titles("防冻") == ["水管防冻"]
    assert titles("老楼") == ["老楼装上了电梯"]
    assert set(Grams.objects.values_list("key", flat=True)) == set(IndexEntry.objects.values_list("pk", flat=True))
    assert other.publish_at > article.publish_at


def test_an_item_that_says_the_same_is_not_written(written):
    article = make_article("管道防冻")
    before = list(IndexEntry.objects.values_list()), list(Grams.objects.values_list("key", flat=True))
    written.clear()
    article.save()
    assert written == []
    assert (list(IndexEntry.objects.values_list()), list(Grams.objects.values_list("key", flat=True))) == before


def test_whoever_searches_within_the_transaction_finds_what_was_saved_in_it(written):
    with transaction.atomic():
        article = make_article("管道防冻")
        assert titles("防冻") == ["管道防冻"]
        article.title = "夜间停水"
        article.save()
        assert titles("停水") == ["夜间停水"]
        assert titles("防冻") == []


def test_what_was_rolled_back_leaves_nothing_in_the_index():
    with suppress(Undone), transaction.atomic():
        make_article("管道防冻")
        raise Undone
    make_article("夜间停水")
    assert titles("防冻") == []
    assert titles("停水") == ["夜间停水"]


def test_a_savepoint_that_is_rolled_back_takes_its_words_with_it():
    article = make_article("管道防冻")
    with transaction.atomic():
        article.title = "水管防冻"
        article.save()
        with suppress(Undone), transaction.atomic():
            TipStep.objects.create(article=article, title="包好水表", text="用旧棉被。")
            make_article("夜间停水")
            assert titles("棉被") == titles("水管") == ["水管防冻"]  # so all was written within the savepoint
            raise Undone
    assert titles("水管") == ["水管防冻"]
    assert titles("棉被") == titles("停水") == []
    assert Grams.objects.count() == IndexEntry.objects.count()


def test_where_the_index_cannot_be_written_nothing_is_saved(monkeypatch):
    """As where the process is killed between the row and the entry."""

    def killed(entries):
        raise SystemExit

    monkeypatch.setattr(index, "_add", killed)
    with pytest.raises(SystemExit), transaction.atomic():
        make_article("管道防冻")
    assert not Article.objects.exists()
    assert not IndexEntry.objects.filter(kind="article").exists()


def test_many_things_are_written_with_as_many_statements_as_few(django_assert_max_num_queries):
    with transaction.atomic():
        for number in range(30):
            make_notice(f"夜间停水{number}")
        with django_assert_max_num_queries(40):
            catch_up()
    assert len(titles("停水", ("kind_notice",))) == 30


def test_two_who_save_the_same_things_in_another_order_do_not_stop_each_other(in_a_file):
    first, second = make_article("管道防冻"), make_article("夜间停水")
    in_a_file()

    def save(rows):
        with transaction.atomic():
            for article in rows:
                TipStep.objects.create(article=article, title="包好水表", text="用旧棉被。")

    assert at_once(*[lambda rows=rows: save(rows) for rows in ([first, second], [second, first])] * 2) == ["done"] * 4
    assert at_once(lambda: titles("棉被")) == [["夜间停水", "管道防冻"]]


def test_a_rebuild_at_the_same_time_leaves_what_was_saved_last(in_a_file):
    article = make_article("管道防冻")
    declaration = next(one for one in index.DECLARED if one.model is Article)
    in_a_file()

    def save():
        with transaction.atomic():
            article.title = "水管防冻"
            article.save()
            TipStep.objects.create(article=article, title="包好水表", text="用旧棉被。")

    def build():
        rebuild.rebuild(declaration, 0, article.pk)

    assert at_once(build, save, build) == ["done"] * 3
    assert at_once(lambda: titles("棉被") + titles("管道")) == [["水管防冻"]]


def test_of_two_of_one_moment_one_that_is_new_is_not_taken_for_one_that_keeps_its_key(monkeypatch):
    monkeypatch.setattr(index, "crc32", lambda name: 0)
    first = make_article("管道防冻")
    [declaration] = [one for one in DECLARED if one.model is Article]
    second = make_article("老楼装上了电梯", publish_at=first.publish_at)
    gone = IndexEntry.objects.filter(object_id=second.pk, kind="article")
    Grams.objects.filter(pk__in=gone.values_list("pk")).delete()
    gone.delete()
    index.write(
        declaration, [first.pk, second.pk], declaration.rows().filter(pk__in=[first.pk, second.pk]), is_anew=True
    )
    assert IndexEntry.objects.filter(kind="article").count() == 2
    assert titles("老楼") == ["老楼装上了电梯"]
    assert titles("防冻") == ["管道防冻"]
