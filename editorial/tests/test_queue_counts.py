"""What the queue counts is what the list behind it shows: for every line and for everybody."""

import pytest

from editorial.queue.queue_rules import FILTERS
from editorial.tests.full_desk import at, lay_out
from portal.testing import make_article, make_person

pytestmark = pytest.mark.django_db
PEOPLE = ["reporter", "other_reporter", "first_reviewer", "second_reviewer", "final_reviewer", "keeper"]


@pytest.fixture
def full_desk(cast):
    lay_out(cast)
    return {**cast, "admin": make_person("admin", "三审总编", is_superuser=True)}


def counts_of(client):
    return client.get("/admin/").context["queue"]["counts"]


def rows(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    return response.context["cl"].result_count


def test_every_count_counts_what_its_list_shows(full_desk, as_person):
    seen = set()
    for name in [*PEOPLE, "admin"]:
        client = as_person(full_desk[name])
        for line in counts_of(client):
            assert rows(client, line.url) == line.count > 0, (name, line.code)
            seen.add(line.code)
    assert seen == {*FILTERS, "silent"} - {"mine", "proposed"}


def test_with_one_review_they_still_agree(full_desk, as_person, settings):
    settings.REVIEW_LEVELS = 1
    for name in PEOPLE:
        client = as_person(full_desk[name])
        for line in counts_of(client):
            assert rows(client, line.url) == line.count, (name, line.code)


def test_no_count_is_missing_whose_list_has_rows(full_desk, as_person):
    for name in PEOPLE:
        client = as_person(full_desk[name])
        counts = {line.code for line in counts_of(client)}
        offered = client.get("/admin/articles/article/").context["cl"].filter_specs
        codes = {code for spec in offered if spec.title == "我的工作" for code, _word in spec.lookup_choices}
        for code in codes - {"mine", "proposed"}:
            assert (rows(client, f"/admin/articles/article/?desk={code}") > 0) == (code in counts), (name, code)


def test_one_thing_lies_under_one_count_of_a_person(full_desk, as_person):
    for name in PEOPLE:
        client, found = as_person(full_desk[name]), []
        for code in ("awaiting", "returned", "drafts"):
            found += client.get("/admin/articles/article/", {"desk": code}).context["cl"].queryset
        assert len(found) == len(set(found)), name


def test_what_is_proposed_by_me_or_waits_for_me_is_one_list(full_desk, as_person):
    client = as_person(full_desk["first_reviewer"])
    parts = [f"/admin/articles/article/?desk=proposed_{part}" for part in ("awaiting", "returned", "drafts")]
    # One more of the reviewer's own is in review, and waits for somebody else.
    assert rows(client, "/admin/articles/article/?desk=proposed") == sum(rows(client, part) for part in parts) + 1


def test_the_numbers_of_the_day_plan_are_the_rows_of_its_lists(as_person, reporter, time_machine):
    time_machine.move_to(at(15), tick=False)
    for number in range(25):
        make_article(f"早{number}", publish_at=at(9, minute=number))
        make_article(f"晚{number}", publish_at=at(20, minute=number))
    make_article("明早", publish_at=at(0, days=1))
    make_article("后天", publish_at=at(0, days=2))
    client = as_person(reporter)
    today, tomorrow = (day for _name, day in client.get("/admin/").context["queue"]["plan"])
    assert [slot.title for slot in tomorrow.slots] == ["明早"]
    assert [part.beyond for part in today.parts] == [5, 5]
    for part in [*today.parts, *tomorrow.parts]:
        assert rows(client, part.url) == part.count
    titles = [slot.title for slot in today.slots]
    assert titles == [f"早{number}" for number in range(5, 25)] + [f"晚{number}" for number in range(20)]


def test_nonsense_in_the_address_narrows_nothing_and_breaks_nothing(full_desk, as_person):
    client = as_person(full_desk["reporter"])
    everything = rows(client, "/admin/articles/article/")
    assert rows(client, "/admin/articles/article/?desk=nonsense") == everything
