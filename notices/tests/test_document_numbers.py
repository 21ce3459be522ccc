"""文号: one way of writing each, and the form that the standard gives it."""

import pytest

from notices.document_numbers import is_regular, normalised

ONE = "青水〔2026〕15号"


@pytest.mark.parametrize(
    "typed",
    ["青水(2026)15号", "青水（2026）15号", "青水[2026]15号", "青水［2026］15号", "青水【2026】15号",
     "青水〔２０２６〕１５号", " 青水　〔2026〕\u200b 15 号\ufeff", ONE],
)  # fmt: skip
def test_a_number_is_kept_in_one_way_however_it_was_typed(typed):
    assert normalised(typed) == ONE


@pytest.mark.parametrize("typed", ["青规（试）字3号", "(12)", "第15号公告", ""])
def test_brackets_round_anything_but_a_year_stay(typed):
    assert normalised(typed) == typed


@pytest.mark.parametrize("number", [ONE, "青政办规〔2026〕1号", "青水（试）〔2026〕120号"])
def test_a_number_of_the_usual_form_is_regular(number):
    assert is_regular(number)


@pytest.mark.parametrize(
    "number",
    ["青水〔2026〕015号", "青水〔2026〕第15号", "青水〔2026〕15", "青水〔26〕15号", "〔2026〕15号", "第15号公告",
     f"{ONE}等"],
)  # fmt: skip
def test_any_other_is_not(number):
    assert not is_regular(number)
