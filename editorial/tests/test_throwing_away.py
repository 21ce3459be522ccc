"""A draft of one's own that nobody else has had a hand in is thrown away, and comes back for some days."""

from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from articles.models import Article
from articles.tests.admin_form import said, url
from directory.models import Place
from editorial.snapshots import snapshot_of
from portal.testing import make_answer, make_case, make_contributor, make_draft, make_place
from questions.models import Answer

pytestmark = pytest.mark.django_db
BUTTON = "扔掉草稿"


@pytest.fixture
def junk(reporter):
    draft = make_draft(reporter, "写坏了的")
    draft.bylines.create(contributor=make_contributor())
    draft.places.add(make_place())
    draft.keep_version(reporter)
    return draft


def test_it_goes_after_a_page_that_says_what_goes_and_comes_back_as_it_was(junk, as_person, reporter):
    client, held, address = as_person(reporter), snapshot_of(junk), url("throw_away", junk.pk)
    assert address in client.get(url("change", junk.pk)).text
    page = client.get(address).text
    assert "写坏了的" in page
    assert "署名：1" in page
    assert Article.objects.exists()
    assert url("thrown_away") in client.post(address, follow=True).text
    assert not Article.objects.exists()
    assert "写坏了的" in client.get(url("thrown_away")).text
    assert client.post(url("thrown_away"), {"item": junk.pk})["Location"] == url("change", junk.pk)
    back = Article.objects.get()
    assert (back.pk, back.author, back.state, back.version) == (junk.pk, reporter, "draft", 1)
    assert snapshot_of(back) == held
    assert "写坏了的" not in client.get(url("thrown_away")).text
    assert client.post(url("thrown_away"), {"item": junk.pk}).status_code == 403
    call_command("checkrecord")


def test_nobody_else_throws_it_away_or_takes_it_back(junk, cast, as_person, reporter):
    for name, person in cast.items():
        if name == "reporter":
            continue
        expected = {"anonymous": (302, 403), "outsider": (302, 302)}.get(name, (403, 403))
        client = as_person(person)
        answers = client.get(url("throw_away", junk.pk)), client.post(url("throw_away", junk.pk))
        assert tuple(answer.status_code for answer in answers) == expected, name
    as_person(reporter).post(url("throw_away", junk.pk))
    for name in ("other_reporter", "final_reviewer"):
        client = as_person(cast[name])
        assert "写坏了的" not in client.get(url("thrown_away")).text
        assert client.post(url("thrown_away"), {"item": junk.pk}).status_code == 403


def test_after_some_days_it_is_gone(junk, as_person, reporter):
    client = as_person(reporter)
    client.post(url("throw_away", junk.pk), follow=True)
    LogEntry.objects.update(action_time=timezone.now() - timedelta(days=7, minutes=1))
    assert client.post(url("thrown_away"), {"item": junk.pk}).status_code == 403
    assert url("thrown_away") not in client.get(url("changelist")).text


@pytest.mark.parametrize("hand", ["submitted", "returned", "saved by another", "shared"])
def test_what_others_had_a_hand_in_stays(hand, junk, as_person, reporter, first_reviewer):
    if hand in {"submitted", "returned"}:
        junk.decide("submit", reporter)
    if hand == "returned":
        junk.decide("return", first_reviewer, "核实")
    elif hand == "saved by another":
        junk.title = "改题"
        junk.save()
        junk.keep_version(first_reviewer)
    elif hand == "shared":
        junk.note("share", reporter)
    client = as_person(reporter)
    assert BUTTON not in client.get(url("change", junk.pk)).text
    assert client.post(url("throw_away", junk.pk)).status_code == 403
    assert Article.objects.exists()


def test_what_a_case_refers_to_stays(as_person, reporter):
    answer, case = make_answer(author=reporter, state=Answer.State.DRAFT), make_case()
    address = reverse("admin:questions_answer_throw_away", args=[answer.pk])
    client = as_person(reporter)
    assert client.get(address).status_code == 200
    case.answer = answer
    case.save()
    assert client.get(address).status_code == 403


def test_what_is_gone_by_then_is_told(junk, as_person, reporter):
    client = as_person(reporter)
    client.post(url("throw_away", junk.pk))
    Place.objects.all().delete()
    page = client.post(url("thrown_away"), {"item": junk.pk}, follow=True)
    assert any("地点" in sentence and "没有放回去" in sentence for sentence in said(page))
    assert Article.objects.get().pk == junk.pk


def test_without_its_column_it_is_not_taken_back_and_it_says_why(junk, as_person, reporter):
    client = as_person(reporter)
    client.post(url("throw_away", junk.pk))
    junk.column.delete()
    page = client.post(url("thrown_away"), {"item": junk.pk}, follow=True)
    assert any("拿不回来" in sentence and "栏目" in sentence for sentence in said(page))
    assert not Article.objects.exists()


def test_what_somebody_deleted_after_it_was_taken_back_stays_away(junk, as_person, reporter, final_reviewer):
    client = as_person(reporter)
    client.post(url("throw_away", junk.pk))
    client.post(url("thrown_away"), {"item": junk.pk})
    as_person(final_reviewer).post(url("delete", junk.pk), {"post": "yes"})
    assert not Article.objects.exists()
    assert client.post(url("thrown_away"), {"item": junk.pk}).status_code == 403


def test_rows_that_changed_without_a_save_come_back_too(junk, as_person, reporter):
    junk.bylines.create(contributor=make_contributor("周渡"), order=1)
    client = as_person(reporter)
    client.post(url("throw_away", junk.pk))
    client.post(url("thrown_away"), {"item": junk.pk})
    assert Article.objects.get().bylines.count() == 2
