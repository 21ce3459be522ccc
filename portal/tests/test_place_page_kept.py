"""The pages of places and authorities: kept no longer than they hold, and at the same cost however much there is."""

import re
from datetime import datetime, time, timedelta

import pytest
from django.utils import timezone

from directory import querysets
from portal.testing import make_answer, make_article, make_authority, make_desk, make_notice, make_place

pytestmark = pytest.mark.django_db
NOON = timezone.make_aware(datetime(2026, 11, 22, 12))
PAGES = ["/places/peach/", "/authorities/water/", "/elder/places/peach/"]


@pytest.fixture
def peach():
    return make_place(slug="peach")


@pytest.fixture
def water(peach):
    return make_authority(slug="water", place=peach)


@pytest.fixture
def kept(client, time_machine):
    """Return a function that says for how many seconds the page may be kept, twenty seconds before noon."""

    def kept(path):
        time_machine.move_to(NOON - timedelta(seconds=20), tick=False)
        return int(re.search(r"max-age=(\d+)", client.get(path)["Cache-Control"])[1])

    return kept


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(
    "fields",
    [
        {"effective_from": NOON.date(), "effective_from_time": time(12)},
        {"effective_from": NOON.date(), "effective_until": NOON.date(), "effective_until_time": time(12)},
        {"effective_from": NOON.date(), "publish_at": NOON},
    ],
    ids=["begins", "is over", "is published"],
)
def test_no_cache_keeps_it_past_the_moment_at_which_a_notice_changes(kept, peach, water, path, fields):
    assert kept(path) == 60
    make_notice(authority=water, places=[peach], **{"publish_at": NOON - timedelta(days=1), **fields})
    assert kept(path) == 20


@pytest.mark.parametrize("path", ["/places/peach/", "/authorities/water/"])
def test_it_asks_the_same_few_queries_however_much_there_is(
    client, peach, water, django_assert_max_num_queries, monkeypatch, path
):
    monkeypatch.setattr(querysets, "MANY", 10)

    def asked(numbers):
        later = {"effective_from": timezone.localdate() + timedelta(days=3)}
        for number in numbers:
            make_notice(f"现在{number}", places=[peach], authority=water)
            make_notice(f"以后{number}", authority=water, **later)
            make_answer(f"问{number}？", places=[peach], authority=water)
            make_article(f"报道{number}", places=[peach], advised_by=water, hotline=water.hotlines.get())
            make_authority(f"单位{number}", place=peach)
            make_place(f"街道{number}", parent=peach)
            make_desk(f"问需{number}", place=peach)
        with django_assert_max_num_queries(8) as queries:
            client.get(path)
        return len(queries)

    assert asked(range(1)) == asked(range(1, 16))
