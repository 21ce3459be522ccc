"""What was written past Django's signals is put right by the command; readers search meanwhile."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from articles.models import Article
from portal.testing import make_article, make_notice, put
from search.core import index, rebuild
from search.models import Grams, IndexEntry
from search.tests.asking import titles
from transactions.before_commit import catch_up

pytestmark = pytest.mark.django_db


def rebuilt(*arguments, **options):
    out = StringIO()
    call_command("rebuildsearch", *arguments, stdout=out, **options)
    return out.getvalue()


def snapshot():
    entries = sorted(IndexEntry.objects.values_list())
    return entries, sorted(Grams.objects.values_list("key", flat=True))


def test_what_was_written_by_an_update_is_found_after_a_rebuild():
    article = make_article("候车亭换新")
    catch_up()
    Article.objects.filter(pk=article.pk).update(title="站台换新")
    assert titles("站台") == []
    rebuilt()
    assert titles("站台") == ["站台换新"]
    assert titles("候车亭") == []


def test_a_dry_run_counts_and_changes_nothing():
    outdated, superfluous, missing = (make_article(f"候车亭{name}") for name in "甲乙丙")
    catch_up()
    Article.objects.filter(pk=outdated.pk).update(title="站台换新")
    put(superfluous, state=Article.State.DRAFT)
    IndexEntry.objects.filter(object_id=missing.pk, kind="article").delete()
    before = snapshot()
    said = rebuilt(dry_run=True)
    assert "缺1条，过时1条，多余1条" in said
    assert snapshot() == before


def test_what_should_not_be_found_any_more_goes_at_the_end_of_the_table_too():
    articles = [make_article(f"候车亭{number}") for number in range(5)]
    catch_up()
    put(Article.objects.exclude(pk=articles[1].pk), state=Article.State.DRAFT)
    Article.objects.filter(pk__in=[article.pk for article in articles[2:]]).delete()
    IndexEntry.objects.create(id=7, kind="article", object_id=articles[-1].pk + 900, title="候车亭", address="/x/")
    rebuilt()
    assert titles("候车亭") == ["候车亭1"]
    assert Grams.objects.count() == IndexEntry.objects.count()


def test_a_rebuild_of_what_is_right_changes_nothing(monkeypatch):
    for number in range(7):
        make_article(f"候车亭{number}")
    make_notice("夜间停水")
    catch_up()
    before = snapshot()
    monkeypatch.setattr(index, "BATCH", 3)
    rebuilt()
    assert snapshot() == before


def test_one_kind_of_thing_can_be_rebuilt_alone():
    article, notice = make_article("候车亭换新"), make_notice("夜间停水")
    catch_up()
    type(article).objects.update(title="站台换新")
    type(notice).objects.update(title="夜间停电")
    rebuilt("articles.article")
    assert titles("站台") == ["站台换新"]
    assert titles("停电") == []


@pytest.mark.django_db(databases=[])
def test_an_unknown_kind_of_thing_is_refused():
    with pytest.raises(CommandError):
        rebuilt("articles.nothing")


def test_what_was_broken_off_is_whole_and_can_be_begun_again(monkeypatch):
    for number in range(6):
        make_article(f"候车亭{number}")
    catch_up()
    Article.objects.update(title="站台换新")
    monkeypatch.setattr(rebuild.ranges, "__defaults__", (2,))
    batches = []

    def break_off(declaration, *borders):
        batches.append(borders)
        if len(batches) == 3:
            raise KeyboardInterrupt
        return rebuild_one(declaration, *borders)

    rebuild_one = rebuild.rebuild
    monkeypatch.setattr(rebuild, "rebuild", break_off)
    with pytest.raises(KeyboardInterrupt):
        rebuilt("articles.article")
    assert len(titles("站台")) == 4
    assert len(titles("候车亭")) == 2
    monkeypatch.setattr(rebuild, "rebuild", rebuild_one)
    rebuilt("articles.article")
    assert len(titles("站台")) == 6
