"""The way back to an earlier version: a new version, by whoever may edit, with the word to readers that it needs."""

import pytest

from articles.tests.admin_form import said, url
from editorial import rules
from editorial.models import Entry
from portal.testing import make_article, make_contributor, make_draft, make_photo, make_place

from .desk import REVIEWERS, STATES, stored, with_two_versions

pytestmark = pytest.mark.django_db
TEXT = "原文“三层”应为“四层”。"
CORRECTION, MINOR = {"_readers-correction": TEXT}, {"_readers-is_minor": "on"}


@pytest.fixture
def reviewers(cast):
    return [cast[name] for name in REVIEWERS]


def restore(client, item, number=1, **data):
    return client.post(url("restore", item.pk, number), {"seen": item.version, **data}, follow=True)


def test_of_a_draft_everything_comes_back_as_a_new_version(reporter, as_person):
    place, picture, name = make_place(), make_photo(), make_contributor()
    draft = make_draft(reporter, "原题", places=[place], lead_photo=picture, bylines=[name], steps=["一", "二"])
    draft.keep_version(reporter)
    keys = [step.pk for step in draft.steps.all()]
    draft.title, draft.lead_photo = "新题", None
    draft.save()
    draft.places.clear()
    draft.steps.first().delete()
    draft.keep_version(reporter)
    [sentence] = said(restore(as_person(reporter), draft))
    assert "第1版" in sentence
    draft.refresh_from_db()
    assert (draft.title, draft.lead_photo, draft.places.get(), draft.version) == ("原题", picture, place, 3)
    assert [step.pk for step in draft.steps.all()] == keys
    last = Entry.objects.last()
    assert (last.action, last.actor, last.version) == ("restore", reporter, 3)
    assert "第1版" in last.comment
    assert draft.versions.get(number=3).data == draft.versions.get(number=1).data


@pytest.mark.parametrize("state", STATES)
def test_who_may_edit_restores_and_nobody_else(state, cast, reviewers, as_person):
    item = with_two_versions(STATES[state](cast["reporter"], reviewers), cast["reporter"])
    for name, person in cast.items():
        before = stored()
        may = person and rules.may_edit(person, item)
        response = restore(as_person(person), item, **(MINOR if item.is_live else {}))
        if may:
            assert response.status_code == 200
            assert Entry.objects.last().actor == person
            with_two_versions(item, cast["reporter"])
        else:
            assert response.status_code == (200 if name == "outsider" else 403), name
            assert stored() == before, name


@pytest.mark.parametrize(("word", "actions"), [(CORRECTION, ["restore", "correct"]), (MINOR, ["restore", "minor"])])
def test_of_what_is_public_with_the_word_readers_see_it_at_once(word, actions, reporter, final_reviewer, as_person):
    live = with_two_versions(make_article("原题", reporter), reporter)
    assert restore(as_person(final_reviewer), live, **word).redirect_chain == [(url("change", live.pk), 302)]
    page = as_person(None).get(live.get_absolute_url()).content.decode()
    assert "原题" in page
    assert (TEXT in page) == (word is CORRECTION)
    assert [entry.action for entry in Entry.objects.all()][3:] == actions


@pytest.mark.parametrize(("word", "sentence"), [
    ({}, "请写明读者会看到的更正"),
    ({**CORRECTION, **MINOR}, "只能取一"),
    ({"_readers-correction": "长" * 301}, "301"),
])  # fmt: skip
def test_without_a_fitting_word_nothing_is_restored_and_it_is_asked_again(
    word, sentence, reporter, final_reviewer, as_person
):
    live = with_two_versions(make_article("原题", reporter), reporter)
    before = stored()
    response = restore(as_person(final_reviewer), live, **word)
    assert response.status_code == 422
    page = response.content.decode()
    assert sentence in page
    assert word.get("_readers-correction", "") in page
    assert f'name="seen" value="{live.version}"' in page
    assert stored() == before


@pytest.mark.parametrize("seen", [None, "", "1", "3", "x", "-2", "²", "9" * 30, "9" * 5000])
def test_a_stale_or_made_up_number_is_refused(seen, reporter, as_person):
    draft = with_two_versions(make_draft(reporter, "原题"), reporter)
    before = stored()
    data = {} if seen is None else {"seen": seen}
    response = as_person(reporter).post(url("restore", draft.pk, 1), data)
    assert response.status_code == 422
    assert 'role="alert"' in response.content.decode()
    assert stored() == before


def test_a_version_of_another_item_is_not_found(reporter, as_person):
    draft = with_two_versions(make_draft(reporter, "原题"), reporter)
    other = make_draft(reporter, "别的稿件")
    for number in range(3):
        other.title = f"第{number}稿"
        other.save()
        other.keep_version(reporter)
    before = stored()
    assert restore(as_person(reporter), draft, other.version).status_code == 404
    assert stored() == before
