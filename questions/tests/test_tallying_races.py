"""Cases of one cell that change at the same moment are all counted, and nobody waits for one who waits for them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from portal.testing import make_authority, make_case, make_desk, make_person
from portal.tests.races import at_once
from questions.models import Case, Tally
from questions.stages import answering, assigning, referring

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def reporter():
    return make_person("reporter", "记者")


def claimed(reporter, number):
    desk = make_desk(head=reporter)
    cases = [make_case(desk) for _number in range(number)]
    for case in cases:
        assigning.claim(case, reporter)
    return cases


def seen_from_a_thread(look):
    seen = []
    assert at_once(lambda: seen.append(look())) == ["done"]
    return seen[0]


@pytest.mark.parametrize("attempt", range(3))
def test_cases_of_one_cell_that_are_answered_at_once_are_all_counted(reporter, in_a_file, attempt):
    authority, cases = make_authority(), claimed(reporter, 4)
    for case in cases:
        referring.refer(case, reporter, authority, "路灯不亮。")
    in_a_file()
    press = [
        lambda case=case: answering.answer_asker(Case.objects.get(pk=case.pk), reporter, "<p>好了。</p>")
        for case in cases
    ]
    assert at_once(*press) == ["done"] * 4
    look = lambda: Tally.objects.values_list("received", "in_time").get()  # noqa: E731
    assert seen_from_a_thread(look) == (4, 4)


@pytest.mark.parametrize("attempt", range(3))
def test_the_first_cases_of_a_cell_may_come_at_once(reporter, in_a_file, attempt):
    authority, cases = make_authority(), claimed(reporter, 4)
    in_a_file()
    press = [
        lambda case=case: referring.refer(Case.objects.get(pk=case.pk), reporter, authority, "不亮。") and None
        for case in cases
    ]
    assert at_once(*press) == ["done"] * 4
    assert seen_from_a_thread(lambda: Tally.objects.get().received) == 4


@pytest.mark.parametrize("attempt", range(3))
def test_cases_that_go_from_one_authority_to_the_other_and_back_at_once_do_not_block_each_other(
    reporter, in_a_file, attempt
):
    authorities = [make_authority("甲局", ""), make_authority("乙局", "")]
    cases = claimed(reporter, 4)
    day = timezone.localdate() + timedelta(days=3)
    for number, case in enumerate(cases):
        referring.refer(case, reporter, authorities[number % 2], "路灯不亮。")
        referring.note_promise(case, reporter, authorities[number % 2], "修路灯", day)
    in_a_file()

    def cross(case, authority):
        def press():
            mine = Case.objects.get(pk=case.pk)
            referring.refer(mine, reporter, authority, "路灯不亮。")
            referring.keep_promise(mine, reporter, mine.promises.get())

        return press

    assert at_once(*(cross(case, authorities[1 - number % 2]) for number, case in enumerate(cases))) == ["done"] * 4
    look = lambda: list(Tally.objects.values_list("received", "promises_kept"))  # noqa: E731
    assert seen_from_a_thread(look) == [(2, 2), (2, 2)]
