"""Every action as everybody, on everything, at the button's address: a button that is hidden is not a permission."""

import pytest
from django.contrib.auth import get_user_model
from django.db import transaction
from django.test import Client

from editorial.models import Entry
from editorial.rules import Action
from portal.testing import make_person

from .desk import MAY, PROPOSED, REVIEWERS, STATES, decide_url, stored

pytestmark = pytest.mark.django_db
EVERYWHERE = {**STATES, **PROPOSED}


@pytest.fixture
def people(cast):
    return {**cast, "root": make_person("root", is_superuser=True, group="管理员")}


def ask(client, person, subject, action):
    """Press the button of `action` as `person`; return (status, whether it was done). What was done is taken back."""
    with transaction.atomic():
        response = client.post(decide_url(subject, action), {"seen": subject.version, "comment": "理由充分"})
        done = response.status_code == 302 and "/login/" not in response["Location"]
        if done:
            entry = Entry.objects.filter(action=action).latest("pk")
            assert (entry.actor, entry.object_id) == (person, getattr(subject, "object_id", subject.pk))
            transaction.set_rollback(True)
    return response.status_code, done


@pytest.mark.parametrize("state", EVERYWHERE)
def test_what_is_allowed_is_done_and_all_else_is_refused_and_leaves_no_trace(state, people, as_person):
    subject = EVERYWHERE[state](people["reporter"], [people[name] for name in REVIEWERS])
    before = stored()
    for name, person in people.items():
        client, allowed = as_person(person), MAY[state].get(name, "").split()
        if person:
            assert {action.value for action in subject.available_actions(person)} == set(allowed), name
        refused = {"anonymous": 403, "outsider": 302}.get(name, 422)
        for action in Action:
            expected = (302, True) if action in allowed else (refused, False)
            assert ask(client, person, subject, action) == expected, (name, action)
        assert stored() == before, name


@pytest.mark.parametrize("state", EVERYWHERE)
def test_the_author_never_judges_their_own_work_whatever_rights_they_have(state, people, as_person):
    author = people["root"]
    subject = EVERYWHERE[state](author, [people[name] for name in REVIEWERS])
    client = as_person(author)
    judging = {Action.PASS, Action.PUBLISH, Action.REVIEW} | ({Action.RETURN} if state != "scheduled" else set())
    for action in judging:
        assert ask(client, author, subject, action) == (422, False), action


@pytest.mark.parametrize("state", ["draft", "proposed draft"])
def test_whoever_submitted_anothers_work_does_not_pass_it(state, people, as_person):
    subject = EVERYWHERE[state](people["reporter"], [people[name] for name in REVIEWERS])
    subject.decide(Action.SUBMIT, people["root"])
    for action in (Action.PASS, Action.RETURN, Action.PUBLISH):
        assert ask(as_person(people["root"]), people["root"], subject, action) == (422, False), action


@pytest.mark.database  # a NUL, which one of them refuses
@pytest.mark.parametrize("comment", [None, "", " \n\t", "\u3000", "\x00", "字" * 201])
def test_what_needs_a_reason_is_not_done_without_one(comment, people, as_person):
    reviewers = [people[name] for name in REVIEWERS]
    for state, action, person in (
        ("first review", "return", "first_reviewer"),
        ("proposed, final review", "return", "final_reviewer"),
        ("draft", "publish", "final_reviewer"),
        ("live", "withdraw", "final_reviewer"),
        ("scheduled", "return", "final_reviewer"),
    ):
        subject = EVERYWHERE[state](people["reporter"], reviewers)
        before, data = stored(), {"seen": subject.version} | ({} if comment is None else {"comment": comment})
        response = as_person(people[person]).post(decide_url(subject, action), data)
        assert response.status_code == 422, (state, action)
        assert ("请写明理由" if len(comment or "") < 200 else "201 字") in response.content.decode()
        assert stored() == before


@pytest.mark.parametrize("state", ["first review", "proposed, first review"])
def test_only_a_post_with_its_token_decides(state, people, as_person):
    author, reviewer = people["reporter"], people["first_reviewer"]
    subject = EVERYWHERE[state](author, [people[name] for name in REVIEWERS])
    before = stored()
    for action in Action:
        for method in ("get", "head", "put", "patch", "delete"):
            assert getattr(as_person(reviewer), method)(decide_url(subject, action)).status_code == 405
        careful = Client(enforce_csrf_checks=True)
        careful.force_login(reviewer)
        assert careful.post(decide_url(subject, action), {"seen": subject.version}).status_code == 403
    assert stored() == before


@pytest.mark.parametrize("state", ["first review", "proposed, first review"])
def test_an_unknown_action_item_or_address_is_not_found(state, people, as_person):
    subject = EVERYWHERE[state](people["reporter"], [people[name] for name in REVIEWERS])
    client, before = as_person(people["root"]), stored()
    address = decide_url(subject, "pass")
    for nonsense in ("approve", "PASS", "save", "9" * 30):
        assert client.post(address.replace("pass", nonsense)).status_code == 404
    key = str(getattr(subject, "object_id", subject.pk))
    for other in ("0", "9" * 18, "9" * 40):
        assert client.post(address.replace(f"/{key}/", f"/{other}/")).status_code == 404, other
    assert stored() == before


def test_an_account_that_was_locked_or_lost_its_group_decides_nothing(people, as_person):
    subject = STATES["first review"](people["reporter"], [people[name] for name in REVIEWERS])
    reviewer = people["first_reviewer"]
    client, before = as_person(reviewer), stored()
    reviewer.groups.clear()
    assert client.post(decide_url(subject, "pass"), {"seen": subject.version}).status_code == 403
    get_user_model().objects.filter(pk=reviewer.pk).update(is_active=False)
    assert client.post(decide_url(subject, "pass"), {"seen": subject.version}).status_code == 403
    assert stored() == before
