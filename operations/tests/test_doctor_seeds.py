"""A healthy site has nothing wrong; then one thing goes bad at a time (seeds.py), and that is found and nothing else.

What a web server may do wrong is in test_doctor_proxies.py.
"""

from datetime import date

import pytest
from django.db import connections

from operations.doctor import clocks
from questions.models import SpecialDay

from .seeds import ALSO, SEEDS, seed_disk


def _refused(*args):
    raise ConnectionRefusedError


def test_a_healthy_site_has_nothing_wrong(healthy):
    assert healthy.troubles() == {}


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: seed.__name__.removeprefix("seed_"))
def test_what_goes_bad_is_found_and_nothing_else(seed, healthy, monkeypatch, settings):
    seed(healthy, monkeypatch, settings)
    name, said = SEEDS[seed]
    troubles = healthy.troubles(but=["guards"])  # which takes long, and has a file of its own
    assert said in " ".join(troubles[name])
    assert set(troubles) - ALSO.get(seed, set()) == {name}, troubles


def test_without_a_database_the_rest_is_looked_at(healthy, monkeypatch, settings):
    seed_disk(healthy, monkeypatch, settings)
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(connections["default"], "ensure_connection", _refused)
        assert set(healthy.troubles()) == {"database", "disk"}


@pytest.mark.parametrize(("day", "said"), [("2027-10-31", None), ("2027-11-01", "2028年的节假日还没有录入")])
def test_holidays_of_the_next_year_are_wanted_from_november_on(healthy, time_machine, day, said):
    SpecialDay.objects.create(date=date(2027, 2, 20), name="春节", is_working=True)
    time_machine.move_to(f"{day}T12:00:00+08:00")
    found = " ".join(healthy.troubles("holidays").get("holidays", []))
    assert said in found if said else not found


def test_make_up_days_of_the_next_year_are_wanted_from_december_on(healthy, time_machine):
    for month, is_said in ((11, False), (12, True)):
        time_machine.move_to(f"2026-{month}-15T12:00:00+08:00")
        assert bool(healthy.troubles("holidays")) == is_said


def test_no_letter_is_sent_by_looking(healthy):
    healthy.troubles("mail")
    assert healthy.mail_server.said == ["EHLO", "MAIL", "RCPT", "RSET", "QUIT"]


@pytest.mark.parametrize(
    ("seconds", "uncertain", "level"), [(4.9, 0, None), (-7, 3, None), (-6, 0, "warning"), (61, 0, "error")]
)
def test_a_clock_is_said_to_be_wrong_beyond_doubt(seconds, uncertain, level):
    found = clocks.ahead(seconds, uncertain)
    assert (found and found.level) == level
    assert found is None or ("快" in found.wrong) == (seconds > 0)
