"""The contact: only for who holds the case, on a press of the button, each look on record."""

import pytest

from portal.testing import make_case
from questions.models import ContactLook
from questions.stages import assigning

from .case_desk import CANARIES, CONTACT, action_of, full_case, page_of, staffed_desk

pytestmark = pytest.mark.django_db
LOOKS = "/admin/questions/contactlook/"


@pytest.fixture
def case(cast):
    return full_case(staffed_desk(cast), cast["reporter"])


def shown(response):
    return [canary for canary in CANARIES if canary in response.content.decode()]


def test_the_holder_sees_it_in_answer_to_the_press_alone_and_each_look_is_kept(case, cast, as_person):
    client = as_person(cast["reporter"])
    for looks in (1, 2):
        response = client.post(action_of(case, "see_contact"))
        assert shown(response) == list(CANARIES)
        assert "no-store" in response["Cache-Control"]
        assert [look.user for look in ContactLook.objects.all()] == [cast["reporter"]] * looks
    assert not shown(client.get(page_of(case)))


def test_nobody_else_sees_it_and_no_look_is_kept_of_a_look_that_was_none(case, cast, as_person):
    for name, person in cast.items():
        if name != "reporter":
            assert not shown(as_person(person).post(action_of(case, "see_contact"), follow=True)), name
    assert not ContactLook.objects.exists()


def test_what_was_never_left_is_no_look(case, cast, as_person):
    bare = make_case(case.desk)
    assigning.claim(bare, cast["reporter"])
    response = as_person(cast["reporter"]).post(action_of(bare, "see_contact"), follow=True)
    assert "没有留联系方式" in response.content.decode()
    assert not ContactLook.objects.exists()


def test_looks_are_read_by_keepers_and_by_the_head_and_changed_by_nobody(case, cast, as_person):
    assigning.show_contact(case, cast["reporter"])
    look = ContactLook.objects.get()
    for name, person in cast.items():
        client, may_read = as_person(person), name in {"keeper", "first_reviewer"}
        response = client.get(LOOKS)
        assert (response.status_code == 200) == may_read, name
        assert not shown(response)
        if may_read:
            assert list(response.context["cl"].queryset) == [look]
        for address in (f"{LOOKS}add/", f"{LOOKS}{look.pk}/delete/"):
            assert client.post(address, {"post": "yes"}).status_code in {302, 403}, name
        client.post(f"{LOOKS}{look.pk}/change/", {"user": cast["keeper"].pk})
    assert ContactLook.objects.get().user == cast["reporter"]


def test_a_head_reads_of_their_own_desks_alone(case, cast, as_person):
    other = make_case(staffed_desk({**cast, "first_reviewer": cast["second_reviewer"]}, "随手拍"), contact=CONTACT)
    for one in (case, other):
        if one == other:
            assigning.claim(one, cast["reporter"])
        assigning.show_contact(one, cast["reporter"])
    looks = as_person(cast["first_reviewer"]).get(LOOKS).context["cl"].queryset
    assert [look.case for look in looks] == [case]
    looks = as_person(cast["keeper"]).get(f"{LOOKS}?q={other.pk}").context["cl"].queryset
    assert [look.case for look in looks] == [other]


def test_who_has_looked_is_offered_to_the_head_alone(case, cast, as_person):
    for name, offered in (("first_reviewer", True), ("reporter", False)):
        assert (LOOKS in as_person(cast[name]).get(page_of(case)).content.decode()) == offered
