"""Loading the sample desk: at any hour, in any newsroom; and of bad data it says where it is."""

import re
import shutil
from contextlib import ExitStack
from datetime import timedelta
from itertools import pairwise

import pytest
import time_machine
from django.conf import settings
from django.core.management import CommandError
from django.utils import timezone

from articles.models import Article, Column
from editorial.models import Entry, Noted, Proposal
from editorial.rules import Action
from portal import sample
from portal.tests.sample_desk import load, moment, person
from questions.models import Answer, Case, Desk, Event

# Every third hour of some days to come.
HOURS = [moment(hour, 30, days) for days in (0, 37, 80, 161, 462) for hour in range(0, 24, 3)]


@pytest.fixture
def loaded_at(db):
    """Return a function that loads the newsroom as if it were that time, and stays there."""
    with ExitStack() as stack:

        def load_at(at):
            stack.enter_context(time_machine.travel(at, tick=False))
            load(with_cases=True)
            assert timezone.now() == at  # the clock is back where it was
            nothing_has_happened_later(at)
            there_is_something_for_everybody(at)

        yield load_at


def nothing_has_happened_later(at):
    record = list(Entry.objects.exclude(action=Noted.BRING_IN).order_by("pk"))
    assert all(one.at <= other.at for one, other in pairwise(record))
    assert record[-1].at < at
    assert Event.objects.latest("at").at < at


def there_is_something_for_everybody(at):
    newest = Article.objects.published().newest_first()[0]
    assert at - newest.publish_at < timedelta(days=1)
    assert Article.objects.scheduled().count() >= 3
    assert Answer.objects.scheduled().count() == 1
    assert Case.objects.due_soon().exists()
    assert Case.objects.overdue().exists()
    assert Article.objects.to_be_reviewed_later().get().is_live
    assert all(proposal.item.is_live for proposal in Proposal.objects.all())


@pytest.mark.parametrize("at", [None, *(pytest.param(at, marks=pytest.mark.soak) for at in HOURS)], ids=str)
def test_it_loads_at_any_hour_of_any_day(at, loaded_at):
    loaded_at(at or timezone.now())
    assert {article.review_level for article in Article.objects.in_review()} == {1, 2, 3}


@pytest.mark.parametrize(
    ("levels", "at", "without_work"),
    [(2, moment(0, 1), ["editor2"]), (1, moment(23, 59), ["editor1", "editor2"])],
    ids=["two, in the first minute of a day", "one, in the last"],
)
def test_with_fewer_reviews_what_would_wait_for_the_missing_ones_waits_for_the_chief(
    levels, at, without_work, loaded_at, settings
):
    settings.REVIEW_LEVELS = levels
    loaded_at(at)
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


def leave_alone(story, folder, desk=""):
    """Take out of `folder` every story but the file `story`: they would only be played until it fails."""
    for other in [*folder.glob("articles/*/*"), *folder.glob("cases/*/*"), *folder.glob("notices/*")]:
        if other != folder / story:
            other.unlink()
    for table in ("topics", "promoted"):
        (folder / f"{table}.toml").write_text("row = []", encoding="utf-8")
    (folder / "desk.toml").write_text(desk or "row = []", encoding="utf-8")


def leave_alone_on_the_desk(words, folder):
    """Take out of `folder` every story but the one of the desk that holds `words`."""
    tables = (folder / "desk.toml").read_text(encoding="utf-8").split("[[article]]")[1:]
    table = next(table for table in tables if words in table)
    name = re.search(r'name = "(.+?)"', table)[1]
    leave_alone(f"articles/{name}.html", folder, f"[[article]]{table}")


BROKEN_BENCH = "cases/jiepai/hebian-changyi.toml"
SPOILED = {
    "nobody of that name": ("desk.toml", 'who = "editor1"', 'who = "editor7"', "desk.toml"),
    "no such action": ("desk.toml", 'does = "submit"', 'does = "sbmit"', "desk.toml"),
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
    "a case without a text": (BROKEN_BENCH, "text = ", "txet = ", "step 1: .*missing .*'text'"),
    "a case in which nothing is done": (BROKEN_BENCH, "way = ", "wy = ", r"hebian-changyi\.toml: KeyError\('way'"),
    "a key that no step has": (BROKEN_BENCH, "promise = ", "promis = ", "step 4: .*promis"),
    "nobody to claim it": (BROKEN_BENCH, 'who = "reporter2", does = "claim"', 'does = "claim"', "step 2"),
    "no such step": (BROKEN_BENCH, 'does = "keep"', 'does = "kept"', "step .*kept"),
    "no such authority": (BROKEN_BENCH, 'to = "chengguan"', 'to = "chenguan"', "step 3"),
    "nobody of its desk": (BROKEN_BENCH, '"reporter2", does = "refer"', '"chief", does = "refer"', "step 3"),
    "an article without its time": ("articles/yaowen/dianti-yanshou.html", "time = ", "tme = ", "dianti-yanshou"),
}  # fmt: skip


# Found before anything is loaded; what else is wrong with the desk is found while it is played.
FOUND_AT_ONCE = {"no such article", "an article of a topic"}


@pytest.mark.parametrize("kind", SPOILED)
def test_of_bad_data_it_says_where_it_is_and_loads_nothing(kind, folder, db, settings):
    name, right, wrong, named = SPOILED[kind]
    if name == "desks.toml" or "/" in name:
        leave_alone(name, folder)
    elif name == "desk.toml" and kind not in FOUND_AT_ONCE:
        leave_alone_on_the_desk(right, folder)
    text = (folder / name).read_text(encoding="utf-8")
    assert right in text
    (folder / name).write_text(text.replace(right, wrong, 1), encoding="utf-8")
    with pytest.raises(CommandError, match=named) as refused:
        load(with_cases=name == BROKEN_BENCH)
    assert name in str(refused.value)
    assert "没有留下文件" in str(refused.value)
    assert not Desk.objects.exists()
    assert not Column.objects.exists()
    assert not [file for root in (settings.MEDIA_ROOT, settings.PRIVATE_ROOT) for file in root.rglob("*.*")]


def test_a_case_that_came_to_no_desk_is_refused(folder, db):
    (folder / "cases" / "jiepai").rename(folder / "cases" / "nobody")
    leave_alone("cases/nobody/hebian-changyi.toml", folder)
    with pytest.raises(CommandError, match="cases/nobody/.*there is no Desk called nobody"):
        load(with_cases=True)
    assert not Desk.objects.exists()
