"""What waits for a person among the cases: every line counts what its list shows, for everybody, in two queries."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from photos.intake import clean_picture
from portal.testing import make_authority, make_case, picture_file
from questions.admin.queue_rules import QUEUE_RULES
from questions.models import Case, CasePicture, Promise
from questions.stages import answering, assigning, choosing, closing, following, referring

from .case_desk import moved, staffed_desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(cast):
    return staffed_desk(cast)


@pytest.fixture
def full(desk, cast):
    """Two of everything for the reporter, and something for everybody."""
    authority = make_authority()
    for number in range(2):
        late, soon, replied, spam = (make_case(desk, f"{word}{number}") for word in "晚快回圾")
        for case in (late, soon, replied):
            assigning.claim(case, cast["reporter"])
        moved(late, answer_due=-2)
        moved(soon, answer_due=timedelta(hours=3))
        referring.take_reply(replied, referring.refer(replied, cast["reporter"], authority, "请答复"), "马上修")
        promise = referring.note_promise(replied, cast["reporter"], authority, "修好", timezone.localdate())
        Promise.objects.filter(pk=promise.pk).update(due_on=timezone.localdate() + timedelta(days=number))
        Case.objects.filter(pk=spam.pk).update(is_held=True)
        moved(spam, response_due=1 - 2 * number)
    moved(make_case(desk, "没人管"), response_due=-1, answer_due=4)
    forbidden = make_case(desk, "不让登了")
    assigning.claim(forbidden, cast["other_reporter"])
    choose_and_forbid(forbidden, cast["other_reporter"])
    moved(forbidden, lease_until=-1)
    theirs = make_case(desk, "别人的")
    assigning.claim(theirs, cast["other_reporter"])
    moved(theirs, answer_due=-5)


def choose_and_forbid(case, person):
    """Let `person` take a picture of the case into the library, and its sender forbid that."""
    picture = CasePicture.store(case, clean_picture(picture_file()), may_be_published=True)
    photo = choosing.choose_picture(case, person, picture, "一盏路灯", "热心读者")
    following.take_consent_back(case)
    return photo


def lines(client):
    return {line.code: line for line in client.get("/admin/").context["queue"]["counts"]}


def test_every_count_counts_what_its_list_shows(full, cast, as_person):
    seen = set()
    for name in ("reporter", "other_reporter", "first_reviewer", "second_reviewer", "final_reviewer", "keeper"):
        client = as_person(cast[name])
        for line in lines(client).values():
            assert client.get(line.url).context["cl"].result_count == line.count > 0, (name, line.code)
            seen.add(line.code)
    assert seen == set(QUEUE_RULES)


def test_each_has_what_is_theirs(full, cast, as_person):
    def counts(name):
        return {code: line.count for code, line in lines(as_person(cast[name])).items()}

    everybody = {"pool": 2, "held": 2}
    assert counts("reporter") == {**everybody, "overdue": 2, "due_soon": 2, "came_back": 2, "promised": 2, "mine": 6}
    assert counts("other_reporter") == {**everybody, "overdue": 1, "mine": 1, "consent_back": 1}
    assert counts("first_reviewer") == {**everybody, "escalated": 4, "held_long": 1, "consent_back": 1}
    for name in ("second_reviewer", "final_reviewer", "keeper"):
        assert counts(name) == {}, name


def test_what_is_late_says_so_in_a_word_and_since_when(full, cast, as_person):
    found = lines(as_person(cast["reporter"]))
    assert (found["overdue"].tone, found["overdue"].age) == ("late", "最久2天")
    assert (found["due_soon"].tone, found["due_soon"].age) == ("warning", "")
    assert found["pool"].note == "其中逾期1件"
    page = as_person(cast["reporter"]).get("/admin/").content.decode()
    assert '<strong class="tone tone-late">逾期</strong>' in page
    assert '<strong class="tone tone-warning">预警</strong>' in page
    head = lines(as_person(cast["first_reviewer"]))
    assert (head["escalated"].tone, head["escalated"].age) == ("late", "最久5天")


def test_what_a_head_holds_is_theirs_and_not_escalated_to_them(desk, cast, as_person):
    case = make_case(desk)
    assigning.claim(case, cast["first_reviewer"])
    moved(case, answer_due=-1)
    assert set(lines(as_person(cast["first_reviewer"]))) == {"overdue", "mine"}


def test_a_picture_that_its_sender_forbids_waits_until_the_library_has_deleted_it(desk, cast, as_person):
    case = make_case(desk)
    assigning.claim(case, cast["reporter"])
    picture = CasePicture.store(case, clean_picture(picture_file()), may_be_published=True)
    photo = choosing.choose_picture(case, cast["reporter"], picture, "一盏路灯", "热心读者")
    assert "consent_back" not in lines(as_person(cast["reporter"]))
    following.withdraw(case)  # which takes the consent back too, and closes the case
    for name in ("reporter", "first_reviewer"):
        assert set(lines(as_person(cast[name]))) == {"consent_back"}, name
    assert not lines(as_person(cast["other_reporter"]))
    photo.delete()
    assert not lines(as_person(cast["reporter"]))


def test_a_lease_that_ended_puts_the_case_into_the_pool(desk, cast, as_person):
    case = make_case(desk)
    assigning.claim(case, cast["reporter"])
    moved(case, lease_until=-1)
    assert set(lines(as_person(cast["other_reporter"]))) == {"pool"}


def test_a_promise_is_asked_after_when_its_case_is_closed_too(desk, cast, as_person):
    case = make_case(desk)
    assigning.claim(case, cast["reporter"])
    referring.note_promise(case, cast["reporter"], make_authority(), "换路牌", timezone.localdate())
    answering.answer_asker(case, cast["reporter"], "<p>答应换。</p>")
    closing.close(case, cast["reporter"], Case.Outcome.EXPLAINED)
    assert set(lines(as_person(cast["reporter"]))) == {"promised"}


def test_a_promise_of_a_case_in_nobodys_hands_is_followed_by_the_head(desk, cast, as_person):
    promise = promised(desk, cast["reporter"])
    assert set(lines(as_person(cast["first_reviewer"]))) == set()
    assigning.release(promise.case, cast["reporter"])
    assert set(lines(as_person(cast["first_reviewer"]))) == {"promised", "pool"}
    assert set(lines(as_person(cast["other_reporter"]))) == {"pool"}


def test_a_promise_of_who_has_left_is_followed_by_the_head(desk, cast, as_person):
    promise = promised(desk, cast["reporter"])
    answering.answer_asker(promise.case, cast["reporter"], "<p>答应换。</p>")
    closing.close(promise.case, cast["reporter"], Case.Outcome.EXPLAINED)
    desk.members.remove(cast["reporter"])
    client = as_person(cast["first_reviewer"])
    assert {code: line.count for code, line in lines(client).items()} == {"promised": 1}
    assert client.get(lines(client)["promised"].url).context["cl"].result_count == 1


def test_the_head_is_told_of_every_broken_promise_too(desk, cast, as_person):
    promise = promised(desk, cast["reporter"])
    yesterday = timezone.localdate() - timedelta(days=1)
    Promise.objects.filter(pk=promise.pk).update(first_due_on=yesterday, due_on=yesterday)
    for name in ("reporter", "first_reviewer"):
        assert lines(as_person(cast[name]))["promised"].count == 1, name


def promised(desk, person):
    """A promise for today in a case that `person` has claimed."""
    case = make_case(desk)
    assigning.claim(case, person)
    return referring.note_promise(case, person, make_authority(), "换路牌", timezone.localdate())


def test_all_of_it_is_one_query_more_on_the_first_page(full, cast, as_person):
    client = as_person(cast["reporter"])
    client.get("/admin/")
    with CaptureQueriesContext(connection) as captured:
        client.get("/admin/")
    assert len([query for query in captured if "questions_case" in query["sql"]]) == 1
