"""What readers have seen is withdrawn, never deleted: no page of the admin takes it away, whoever asks."""

import pytest
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.urls import reverse

from articles.models import Article
from articles.tests.admin_form import said, url
from editorial.models import Entry, Version
from editorial.rules import Action
from portal.testing import (
    make_authority,
    make_contributor,
    make_draft,
    make_person,
    make_photo,
    make_place,
    make_topic,
)  # fmt: skip

from .desk import REVIEWERS, STATES, changed_proposal, stored

pytestmark = pytest.mark.django_db
NOT_A_DRAFT = [state for state in STATES if state not in {"draft", "returned"}]
PUBLIC = ["live", "urgent", "withdrawn"]


@pytest.fixture
def people(cast):
    return {**cast, "root": make_person("root", is_superuser=True, group="管理员")}


@pytest.fixture
def reviewers(people):
    return [people[name] for name in REVIEWERS]


@pytest.mark.parametrize("state", NOT_A_DRAFT)
def test_what_is_no_draft_has_no_delete_page(state, people, reviewers, as_person):
    item = STATES[state](people["reporter"], reviewers)
    before = stored()
    for name, person in people.items():
        client = as_person(person)
        for ask in (client.get, client.post):
            response = ask(url("delete", item.pk), {"post": "yes"})
            assert response.status_code in {302, 403}, name
            assert response.status_code == 403 or response["Location"].startswith("/admin/login/"), name
        if name in {"final_reviewer", "root"}:
            assert 'class="deletelink"' not in client.get(url("change", item.pk)).content.decode()
    assert stored() == before


@pytest.mark.parametrize("state", NOT_A_DRAFT)
def test_in_bulk_it_is_left_and_named_while_drafts_beside_it_go(state, people, reviewers, as_person):
    for name in ("final_reviewer", "root"):
        item, draft = STATES[state](people["reporter"], reviewers), make_draft(people["reporter"], "废稿")
        data = {"action": "delete_selected", "_selected_action": [item.pk, draft.pk], "post": "yes"}
        messages = said(as_person(people[name]).post(url("changelist"), data, follow=True))
        assert any("未处理" in message and str(item) in message for message in messages)
        assert Article.objects.filter(pk=item.pk).exists()
        assert not Article.objects.filter(pk=draft.pk).exists()


def test_in_bulk_across_all_pages_only_drafts_go(people, reviewers, as_person):
    kept = [STATES[state](people["reporter"], reviewers).pk for state in NOT_A_DRAFT]
    drafts = [make_draft(people["reporter"]) for _number in range(3)]
    data = {"action": "delete_selected", "_selected_action": [kept[0]], "select_across": "1", "post": "yes"}
    as_person(people["root"]).post(url("changelist"), data)
    assert sorted(Article.objects.values_list("pk", flat=True)) == sorted(kept)
    assert drafts


def test_a_row_that_says_draft_but_was_public_does_not_exist(people, reviewers):
    """No action leads from what readers have seen back to a draft, which alone can be deleted."""
    for state in PUBLIC:
        item = STATES[state](people["reporter"], reviewers)
        for person in filter(None, people.values()):
            assert not set(item.available_actions(person)) & {Action.RETURN, Action.RECALL, Action.SUBMIT}, state


@pytest.mark.parametrize("state", PUBLIC)
def test_nothing_that_it_hangs_on_takes_it_away(state, people, reviewers, as_person):
    """Each thing that an item points to is deleted at its own desk: refused, or the item stays without it."""
    item = STATES[state](people["reporter"], reviewers)
    name, place, picture, topic = make_contributor(), make_place(), make_photo(), make_topic(articles=[item])
    hotline = make_authority().hotlines.get()
    item.bylines.create(contributor=name)
    item.places.add(place)
    Article.objects.filter(pk=item.pk).update(lead_photo=picture, hotline=hotline, advised_by=hotline.authority)
    changed_proposal(item, people["reporter"]) if item.is_live else None
    client, entries, versions = as_person(people["root"]), Entry.objects.count(), Version.objects.count()
    things = [item.column, name, place, picture, topic, hotline, hotline.authority, *filter(None, people.values())]
    for thing in things:
        opts = thing._meta
        desk = f"admin:{opts.app_label}_{opts.model_name}"
        if not admin.site.is_registered(type(thing)):
            continue
        client.post(reverse(f"{desk}_delete", args=[thing.pk]), {"post": "yes"})
        data = {"action": "delete_selected", "_selected_action": [thing.pk], "post": "yes"}
        client.post(reverse(f"{desk}_changelist"), data)
        client.force_login(people["root"])
    kept = Article.objects.get(pk=item.pk)
    assert (kept.state, kept.column, kept.author) == (item.state, item.column, people["reporter"])
    assert (kept.bylines.get().contributor, kept.lead_photo, kept.hotline) == (name, picture, hotline)
    assert (Entry.objects.count(), Version.objects.count()) == (entries, versions)


def test_an_account_that_did_anything_here_cannot_be_deleted(people, reviewers, as_person):
    STATES["urgent"](people["reporter"], reviewers)
    users = get_user_model()
    client = as_person(people["root"])
    for person in people.values():
        if person and person != people["root"]:
            person.groups.clear()
    for name in ("reporter", "final_reviewer"):
        client.post(reverse("admin:auth_user_delete", args=[people[name].pk]), {"post": "yes"})
        assert users.objects.filter(pk=people[name].pk).exists(), name
    client.post(reverse("admin:auth_user_delete", args=[people["other_reporter"].pk]), {"post": "yes"})
    assert not users.objects.filter(pk=people["other_reporter"].pk).exists()


def test_the_record_and_the_versions_outlive_a_deleted_draft(people, reviewers, as_person):
    draft = STATES["returned"](people["reporter"], reviewers)
    draft.keep_version(people["reporter"])
    before = stored()
    assert as_person(people["final_reviewer"]).post(url("delete", draft.pk), {"post": "yes"}).status_code == 302
    after = stored()
    assert not after["Article"]
    for kept in ("Entry", "Version", "Correction", "Override"):
        assert after[kept] == before[kept]


def test_a_new_item_never_takes_the_number_of_a_deleted_one(people, as_person):
    draft = make_draft(people["reporter"])
    draft.keep_version(people["reporter"])
    as_person(people["final_reviewer"]).post(url("delete", draft.pk), {"post": "yes"})
    new = make_draft(people["reporter"])
    assert new.pk != draft.pk
    assert not new.record.exists()
    assert not new.versions.exists()
