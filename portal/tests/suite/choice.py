"""Which tests run: all but the soaks, or the soaks alone, or a few of everything; on PostgreSQL what it may decide.

On PostgreSQL those tests run whose result a database decides: DECIDED, the mark `database`, and whatever
commits. Of all other tests so many run that every statement which they send to SQLite is sent to PostgreSQL
too, whatever its values. A test that no run on SQLite has seen runs there. Tests that are left out ask no
database, or send nothing that the others do not send, or play the sample, or drive a browser.
"""

import heapq
import re
from collections import Counter

import pytest
from django.db import connection

from .order import file_of
from .statements import KEPT

# By the names of their files: tests of what one database does differently from another.
DECIDED = re.compile(
    r"^search/|(accountability|append_only|asking|board_filters|bulk_(making|races)|chains?|constraints|engines|"
    r"index_numbers|made_up_keys|migrations|models|queries|querysets|queue|races?|recountcases|retention|sitemap|"
    r"stale_decisions|tally)"
)
VERDICTS = pytest.StashKey[dict]()


def pytest_addoption(parser):
    parser.addoption("--soak", action="store_true", help="Run what is long by nature, and nothing else.")
    parser.addoption("--short", action="store_true", help="Run what asks no database, and one test of every file.")
    parser.addoption("--whole", action="store_true", help="Run on PostgreSQL what runs on SQLite.")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    verdicts = _verdicts(items, config)
    running = {item for item, (runs, _why) in verdicts.items() if runs}
    config.hook.pytest_deselected(items=[item for item in items if item not in running])
    items[:] = [item for item in items if item in running]
    config.stash[VERDICTS] = Counter(verdicts.values())
    if hasattr(config, "workeroutput"):
        config.workeroutput["verdicts"] = [[*verdict, number] for verdict, number in config.stash[VERDICTS].items()]


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node):
    """Take over what a process of the run decided. All processes decide the same."""
    told = getattr(node, "workeroutput", {}).get("verdicts", [])
    node.config.stash[VERDICTS] = {(runs, why): number for runs, why, number in told}


def pytest_terminal_summary(terminalreporter, config):
    verdicts = config.stash.get(VERDICTS, {})
    terminalreporter.section(f"tests on {connection.vendor}")
    for (runs, why), number in sorted(verdicts.items(), reverse=True):
        terminalreporter.write_line(f"{number:6} {'ran' if runs else 'did not run'}: {why}")


def _verdicts(items, config):
    """Return {item: (whether it runs, why)}."""
    soaks = {item for item in items if item.get_closest_marker("soak")}
    if config.option.soak:
        return {item: (item in soaks, "long by nature" if item in soaks else "not long by nature") for item in items}
    chosen = dict.fromkeys(soaks, (False, "long by nature: make soak"))
    rest = [item for item in items if item not in soaks]
    if config.option.short:
        return chosen | _short(rest)
    if connection.vendor == "postgresql" and not config.option.whole:
        return chosen | _on_postgresql(rest, config.cache.get(KEPT, {}))
    return chosen | dict.fromkeys(rest, (True, "all that there is"))


def _short(items):
    seen, verdicts = set(), {}
    for item in items:
        first = file_of(item.nodeid) not in seen
        if item.get_closest_marker("browser"):
            verdicts[item] = (False, "they drive a browser")
        elif plays_the_sample(item):
            verdicts[item] = (False, "they read or play the whole sample newsroom")
        elif not asks_a_database(item):
            verdicts[item] = (True, "they ask no database")
        else:
            verdicts[item] = (True, "the first of its file") if first else (False, "not the first of their file")
            seen.add(file_of(item.nodeid))
    return verdicts


def _on_postgresql(items, known):
    verdicts, open_ = {}, []
    for item in items:
        if item.get_closest_marker("browser"):
            verdicts[item] = (False, "they drive a browser; what the pages ask is asked without one too")
        elif not asks_a_database(item):
            verdicts[item] = (False, "they ask no database")
        elif item.get_closest_marker("database") or DECIDED.search(file_of(item.nodeid)) or commits(item):
            verdicts[item] = (True, "a database decides what comes of them")
        elif plays_the_sample(item):
            verdicts[item] = (False, "they read or play the sample newsroom, whose every step is tested by itself too")
        elif item.nodeid not in known:
            verdicts[item] = (True, "no run on SQLite has seen them")
        else:
            open_.append(item)
    sent = {one for item in verdicts if verdicts[item][0] for one in known.get(item.nodeid, {}).get("statements", ())}
    needed = _cheapest(open_, known, sent)
    for item in open_:
        verdicts[item] = (
            (True, "they send statements that no other test sends")
            if item in needed
            else (False, "they send nothing that is not sent by those that ran")
        )
    return verdicts


def _cheapest(items, known, sent):
    """Return some of `items` that together send all statements of `items` that are not in `sent`.

    They are chosen greedily by new statements a second.
    """
    missing = {item: set(known[item.nodeid]["statements"]) - sent for item in items}
    seconds = {item: known[item.nodeid]["seconds"] + 0.02 for item in items}

    def worth(item):
        return -len(missing[item]) / seconds[item]

    heap, chosen, covered = [(worth(item), number) for number, item in enumerate(items)], set(), set()
    heapq.heapify(heap)
    while heap:
        was, number = heapq.heappop(heap)
        item = items[number]
        missing[item] -= covered
        if worth(item) > was and missing[item]:
            heapq.heappush(heap, (worth(item), number))
        elif missing[item]:
            chosen.add(item)
            covered |= missing[item]
    return chosen


def asks_a_database(item):
    """Whether the test `item` may query a database.

    With `databases=[]` in its mark Django refuses every query, whatever the module and the fixtures ask for.
    """
    marker = item.get_closest_marker("django_db")
    if marker is None:
        return "django_db_setup" in item.fixturenames
    return marker.kwargs.get("databases") != []


def plays_the_sample(item):
    return "newsroom_clock" in item.fixturenames or "/test_sample" in file_of(item.nodeid)


def commits(item):
    marker = item.get_closest_marker("django_db")
    fixtures = {"transactional_db", "in_a_file"}.intersection(item.fixturenames)
    return bool(fixtures) or bool(marker and marker.kwargs.get("transaction"))
