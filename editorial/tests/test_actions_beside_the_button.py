"""The same actions where no button stands for them: in bulk, and in the post of the form itself."""

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from articles.tests.admin_form import said, typed, url
from editorial import rules
from editorial.models import Entry
from editorial.rules import Action
from portal.testing import make_person

from .desk import MAY, PROPOSED, REVIEWERS, STATES, form_of, stored

pytestmark = pytest.mark.django_db
BULK = {"submit_selected": "submit", "pass_selected": "pass", "recall_selected": "recall"}


@pytest.fixture
def people(cast):
    return {**cast, "root": make_person("root", is_superuser=True, group="管理员")}


@pytest.fixture
def reviewers(people):
    return [people[name] for name in REVIEWERS]


def time_of(item):
    """The publication time as the form holds it, where it may be typed."""
    if item.publish_at is None or item.is_live:
        return {}
    local = timezone.localtime(item.publish_at)
    return {"publish_at_0": local.strftime("%Y-%m-%d"), "publish_at_1": local.strftime("%H:%M:%S")}


def in_bulk(client, action, items, **data):
    data |= {"action": action, "_selected_action": [item.pk for item in items]}
    data |= {f"_seen-{item.pk}": item.version for item in items}
    return client.post(url("changelist"), data, follow=True)


@pytest.mark.parametrize("bulk", BULK)
def test_in_bulk_everybody_does_what_they_may_do_one_by_one(bulk, people, reviewers, as_person):
    items = {state: make(people["reporter"], reviewers) for state, make in STATES.items()}
    action, before = BULK[bulk], stored()
    for name, person in people.items():
        allowed = {items[state].pk for state in STATES if action in MAY[state].get(name, "").split()}
        with transaction.atomic():
            last = Entry.objects.last()
            in_bulk(as_person(person), bulk, items.values())
            made = Entry.objects.filter(pk__gt=last.pk)
            assert {entry.object_id for entry in made} == allowed, name
            assert {(entry.action, entry.actor) for entry in made} <= {(action, person)}, name
            transaction.set_rollback(True)
        assert stored() == before


def test_in_bulk_nothing_is_done_without_the_token_nor_by_looking(people, reviewers):
    item = STATES["first review"](people["reporter"], reviewers)
    before = stored()
    careful = Client(enforce_csrf_checks=True)
    careful.force_login(people["first_reviewer"])
    for bulk in [*BULK, "delete_selected"]:
        data = {"action": bulk, "_selected_action": [item.pk], "post": "yes"}
        assert careful.post(url("changelist"), data).status_code == 403
        assert careful.get(url("changelist"), data).status_code == 400  # a list is narrowed by its filters alone
    assert stored() == before


@pytest.mark.parametrize("selected", [[], ["0"], ["x"], ["9" * 30], ["-1", "1'"], ["9" * 5000]])
def test_in_bulk_nonsense_does_nothing(selected, people, reviewers, as_person):
    STATES["first review"](people["reporter"], reviewers)
    before, client = stored(), as_person(people["first_reviewer"])
    for bulk in [*BULK, "delete_selected", "publish_selected", ""]:
        response = client.post(url("changelist"), {"action": bulk, "_selected_action": selected})
        assert response.status_code < 500
    assert stored() == before


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("then", ["submit", "pass"])
def test_with_the_press_that_saves_everybody_does_what_they_may_do(then, state, people, reviewers, as_person):
    item, before = STATES[state](people["reporter"], reviewers), stored()
    for name, person in people.items():
        data = typed(item, title="边存边送", **time_of(item), _then=then)
        with transaction.atomic():
            response = as_person(person).post(url("change", item.pk), data)
            may_edit = bool(person) and rules.may_edit(person, item)
            done = Entry.objects.filter(action=then, actor=person, title="边存边送").exists() if person else False
            assert done == (may_edit and then in MAY[state].get(name, "").split()), name
            if may_edit:
                assert response.status_code == 302, name
                item.refresh_from_db()
                assert item.title == "边存边送"
                transaction.set_rollback(True)
        item.refresh_from_db()
        assert stored() == before, name


@pytest.mark.parametrize("then", [*(action for action in Action if action not in {"submit", "pass"}), "save", ""])
def test_nothing_grave_happens_with_the_press_that_saves(then, people, reviewers, as_person):
    client = as_person(people["root"])
    for make in STATES.values():
        item = make(people["reporter"], reviewers)
        data = typed(item, title="又改", **time_of(item), _then=then, comment="理由")
        decided = Entry.objects.filter(action__in=Action.values).count()
        assert client.post(url("change", item.pk), data).status_code in {302, 403}
        state = item.state
        item.refresh_from_db()
        assert item.state == state
        assert Entry.objects.filter(action__in=Action.values).count() == decided


@pytest.mark.parametrize("state", PROPOSED)
@pytest.mark.parametrize("then", ["submit", "pass", "return", "discard", "approve"])
def test_the_form_of_a_proposed_version_asks_the_same_rules(then, state, people, reviewers, as_person):
    proposal, before = PROPOSED[state](people["reporter"], reviewers), stored()
    for name, person in people.items():
        if not (person and rules.may_edit(person, proposal)):
            continue
        client = as_person(person)
        data = {**form_of(client.get(url("proposal", proposal.object_id))), "title": ["边存边送"], "_then": then}
        with transaction.atomic():
            assert client.post(url("proposal", proposal.object_id), data).status_code == 302
            done = Entry.objects.filter(action=then, actor=person, title="边存边送").exists()
            assert done == (then in {"submit", "pass"} and then in MAY[state].get(name, "").split()), name
            transaction.set_rollback(True)
        assert stored() == before


def test_what_is_refused_in_bulk_is_named_with_the_reason(people, reviewers, as_person):
    item = STATES["first review"](people["reporter"], reviewers)
    messages = said(in_bulk(as_person(people["second_reviewer"]), "pass_selected", [item]))
    assert messages == ["1 篇未处理：<ul><li>《一篇草稿》：您没有这一审次的权限。</li></ul>"]
