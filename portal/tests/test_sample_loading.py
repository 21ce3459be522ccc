"""Loading the sample desk: at any hour, in any newsroom; and of bad data it says where it is."""

import shutil
from itertools import pairwise

import pytest
import time_machine
from django.conf import settings
from django.core.management import CommandError
from django.utils import timezone

from articles.models import Article, Column
from editorial.models import Entry, Proposal
from editorial.rules import Action
from portal import sample
from portal.tests.sample_desk import load, load_at, moment, person
from questions.models import Answer, Case, Desk, Event


@pytest.mark.parametrize("hour_and_minute", [(0, 1), (5, 30), (18, 0), (23, 59)])
def test_it_loads_at_any_hour_and_nothing_of_it_has_happened_later(hour_and_minute, db):
    load_at(*hour_and_minute, with_cases=True)
    record = list(Entry.objects.order_by("pk"))
    assert all(one.at <= other.at for one, other in pairwise(record))
    assert record[-1].at < moment(*hour_and_minute)
    assert Event.objects.latest("at").at < moment(*hour_and_minute)
    with time_machine.travel(moment(*hour_and_minute), tick=False):
        assert timezone.now() == moment(*hour_and_minute)  # the clock is back where it was
        assert Article.objects.scheduled().count() >= 3
        assert Answer.objects.scheduled().count() == 1
        assert Case.objects.due_soon().exists()
        assert Case.objects.overdue().exists()
        assert Article.objects.to_be_reviewed_later().get().is_live
        assert all(proposal.item.is_live for proposal in Proposal.objects.all())


@pytest.mark.parametrize(("levels", "without_work"), [(2, ["editor2"]), (1, ["editor1", "editor2"])])
def test_with_fewer_reviews_what_would_wait_for_the_missing_ones_waits_for_the_chief(
    levels, without_work, db, settings
):
    settings.REVIEW_LEVELS = levels
    load(with_cases=True)
    assert Article.objects.count() == len(sample.read_articles(timezone.localdate()))
    for username in ("editor1", "editor2", "chief"):
        waits = Article.objects.awaiting(person(username)).exists()
        assert waits == (username not in without_work), username
        passed = Entry.objects.filter(actor=person(username), action__in=[Action.PASS, Action.RETURN])
        assert passed.exists() == (username not in without_work), username
    assert Proposal.objects.awaiting(person("chief")).exists()
    assert Proposal.objects.returned_to(person("reporter")).exists()
    assert Article.objects.returned_to(person("reporter")).exists()
    assert Article.objects.in_review().count() == 7
    assert Answer.objects.in_review().count() == 3
    assert Answer.objects.returned_to(person("reporter2")).exists()
    assert Answer.objects.published().count() == 16


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A copy of the sample folder to spoil."""
    copy = tmp_path / "sample"
    shutil.copytree(settings.BASE_DIR / "sample", copy, ignore=shutil.ignore_patterns("*.svg"))
    monkeypatch.setattr(sample, "FOLDER", copy)
    return copy


BROKEN_BENCH = "cases/jiepai/hebian-changyi.toml"
SPOILED = {
    "nobody of that name": ("desk.toml", 'who = "editor1"', 'who = "editor7"', "desk.toml"),
    "no such deed": ("desk.toml", 'does = "submit"', 'does = "sbmit"', "desk.toml"),
    "a key that nothing knows": ("desk.toml", "minutes_ago = 35", "minuts_ago = 35", "desk.toml"),
    "no such article": ("desk.toml", "jianxun/luoye-duifei", "jianxun/luoye", "luoye"),
    "no such time": ("desk.toml", 'time = "16:45"', 'time = "26:45"', "desk.toml"),
    "an article of a topic": ("desk.toml", "jianxun/luoye-duifei", "baixing/wenxu-lutai", "wenxu-lutai"),
    "words that are not there": ("desk.toml", "听一晚再验收。", "听两晚再验收。", "ershi-gongshui, step 2"),
    "a step that the rules forbid": ("desk.toml", '"chief", does = "publish"', '"editor2", does = "publish"', "step 3"),
    "a word twice": ("words.toml", '"按装"', '"做为"', "words.toml"),
    "a right form that is the wrong one": ("words.toml", '"安装"', '"按装"', "words.toml"),
    "no TOML": ("words.toml", "[[word]]", "[word]]", "words.toml"),
    "two kinds of tables": ("words.toml", 'word = "渡假"', 'word = "渡假"\n[[wrod]]', "words.toml"),
    "no such head": ("desks.toml", 'head = "editor2"', 'head = "editor9"', "desks.toml"),
    "a case without a text": (BROKEN_BENCH, "text = ", "txet = ", "nothing is known of txet"),
    "a key that no step has": (BROKEN_BENCH, "promise = ", "promis = ", "step 4: nothing is known of promis"),
    "nobody to claim it": (BROKEN_BENCH, 'who = "reporter2", does = "claim"', 'does = "claim"', "step 2"),
    "no such step": (BROKEN_BENCH, 'does = "keep"', 'does = "kept"', "nobody can kept"),
    "no such authority": (BROKEN_BENCH, 'to = "chengguan"', 'to = "chenguan"', "step 3"),
    "nobody of its desk": (BROKEN_BENCH, '"reporter2", does = "refer"', '"chief", does = "refer"', "step 3"),
    "an article without its time": ("articles/yaowen/dianti-yanshou.html", "time = ", "tme = ", "dianti-yanshou"),
}  # fmt: skip


@pytest.mark.parametrize("kind", SPOILED)
def test_of_bad_data_it_says_where_it_is_and_loads_nothing(kind, folder, db):
    name, right, wrong, named = SPOILED[kind]
    text = (folder / name).read_text(encoding="utf-8")
    assert right in text
    (folder / name).write_text(text.replace(right, wrong, 1), encoding="utf-8")
    with pytest.raises(CommandError, match=named) as refused:
        load(with_cases=name == BROKEN_BENCH)
    assert name in str(refused.value)
    assert not Desk.objects.exists()
    assert not Column.objects.exists()


def test_a_case_that_came_to_no_desk_is_refused(folder, db):
    (folder / "cases" / "jiepai").rename(folder / "cases" / "nobody")
    with pytest.raises(CommandError, match="cases/nobody/.*there is no desk of this slug"):
        load(with_cases=True)
    assert not Desk.objects.exists()
