"""Two reporters join the same two cases crosswise: one case follows the other, and nobody meets an error."""

import pytest

from portal.testing import make_case, make_desk, make_person
from portal.tests.races import at_once
from questions.models import Case
from questions.stages import assigning, joining

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_who_join_crosswise_leave_one_that_follows(in_a_file):
    people = [make_person(f"reporter{number}", "记者") for number in range(2)]
    desk = make_desk(members=people)
    pairs = [[make_case(desk) for _person in people] for _round in range(4)]
    for pair in pairs:
        for case, person in zip(pair, people, strict=True):
            assigning.claim(case, person)
    in_a_file()

    def join(case, person, other):
        return lambda: joining.join(Case.objects.get(pk=case.pk), person, Case.objects.get(pk=other.pk))

    for one, other in pairs:
        assert at_once(join(one, people[0], other), join(other, people[1], one)) == ["done", "refused"]
        followers = lambda: str(Case.objects.filter(pk__in=[one.pk, other.pk]).exclude(duplicate_of=None).count())  # noqa: B023, E731
        assert at_once(followers) == ["1"]
