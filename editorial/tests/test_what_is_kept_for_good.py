"""Texts and merges that no form has checked as a whole: what they must not hold, and what must not come of them."""

import pytest
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, transaction
from django.urls import reverse

from articles.models import Article
from articles.tests.admin_form import typed, url
from editorial.models import Entry, Proposal, Refused, WatchedWord
from editorial.rules import Action
from portal.testing import make_article, make_draft, make_person, make_place

pytestmark = pytest.mark.django_db
MOBILE = "13912345678"


@pytest.fixture
def live(reporter):
    return make_article(author=reporter)


def changed(live, author, **fields):
    proposal = Proposal.begin(live, author)
    data = {**proposal.data, "fields": {**proposal.data["fields"], **fields}}
    proposal.is_minor = True
    proposal.save()
    proposal.keep_version(author, data)
    return proposal


def pass_all(proposal, people):
    proposal.decide(Action.SUBMIT, proposal.author)
    for person in people:
        proposal.decide(Action.PASS, person)


def test_a_merge_that_no_form_would_take_is_not_adopted(
    live, client, reporter, first_reviewer, second_reviewer, final_reviewer
):
    Article.objects.update(season_from=11, season_to=2)
    live.refresh_from_db()
    proposal = changed(live, reporter, season_from=10)
    live.season_from = live.season_to = None
    live.save()
    live.keep_version(final_reviewer)
    proposal = Proposal.objects.get()
    proposal.catch_up(reporter)
    proposal.settle()
    with pytest.raises(Refused, match="月"):
        pass_all(proposal, [first_reviewer, second_reviewer, final_reviewer])
    assert client.get("/").status_code == 200


def test_half_a_season_is_refused_by_the_database_itself(live):
    with pytest.raises(IntegrityError), transaction.atomic():
        Article.objects.update(season_from=10, season_to=None)


def test_an_old_version_that_no_longer_fits_is_not_restored(as_person, reporter):
    draft = make_draft(reporter)
    draft.keep_version(reporter)
    data = draft.own_versions().last().data
    data["fields"] |= {"title": "长" * 80, "season_from": 11}
    draft._keep(data, reporter, draft.updated_at, "")
    draft._keep(draft.own_versions().first().data, reporter, draft.updated_at, "")
    response = as_person(reporter).post(url("restore", draft.pk, 2), {"seen": 3})
    assert response.status_code == 422
    assert "标题" in response.content.decode()
    draft.refresh_from_db()
    assert draft.title == "一篇草稿"


@pytest.mark.parametrize("deleted_after", [0, 2])
def test_what_was_deleted_meanwhile_does_not_vanish_in_silence(
    deleted_after, live, reporter, first_reviewer, second_reviewer, final_reviewer
):
    place = make_place("新区")
    proposal = Proposal.begin(live, reporter)
    proposal.is_minor = True
    proposal.save()
    proposal.keep_version(reporter, {**proposal.data, "links": {"places": [place.pk]}})
    people = [first_reviewer, second_reviewer, final_reviewer]
    if deleted_after:
        proposal.decide(Action.SUBMIT, reporter)
    for person in people[:deleted_after]:
        proposal.decide(Action.PASS, person)
    place.delete()
    action, person = (Action.PASS, people[deleted_after]) if deleted_after else (Action.SUBMIT, reporter)
    with pytest.raises(Refused, match="已被删除：地点"):
        proposal.decide(action, person)


def test_nobodys_number_stands_in_what_is_kept_for_good(as_person, live, reporter, first_reviewer, final_reviewer):
    draft = make_draft(reporter)
    draft.decide(Action.SUBMIT, reporter)
    for subject, action, person in (
        (draft, Action.RETURN, first_reviewer),
        (draft, Action.PASS, first_reviewer),
        (live, Action.WITHDRAW, final_reviewer),
    ):
        with pytest.raises(Refused, match="手机号码") as refused:
            subject.decide(action, person, f"请打{MOBILE}")
        assert MOBILE not in str(refused.value)
    data = typed(live, title="新题", **{"_readers-correction": f"电话应为{MOBILE}。", "_readers-is_minor": ""})
    response = as_person(final_reviewer).post(url("change", live.pk), data)
    assert response.status_code == 200
    assert "手机号码" in response.content.decode()
    assert not live.corrections.exists()


def test_a_correction_that_is_sent_twice_is_told_once(as_person, live, final_reviewer):
    client, word = as_person(final_reviewer), {"_readers-correction": "题目有误。", "_readers-is_minor": ""}
    client.post(url("change", live.pk), typed(live, title="新题", _continue=1, **word))
    live.refresh_from_db()
    client.post(url("change", live.pk), typed(live, _continue=1, **word))
    assert [correction.text for correction in live.corrections.all()] == ["题目有误。"]
    assert Entry.objects.filter(action="correct").count() == 1


def test_who_may_not_change_such_items_decides_nothing_on_them(reporter, first_reviewer):
    draft = make_draft(reporter)
    draft.decide(Action.SUBMIT, reporter)
    looker = make_person("looker")
    editorial = ContentType.objects.get(app_label="editorial", model="entry")
    looker.user_permissions.add(*Permission.objects.filter(content_type=editorial, codename="first_review"))
    looker.user_permissions.add(Permission.objects.get(codename="view_article"))
    assert not draft.available_actions(looker)
    with pytest.raises(Refused, match="权限"):
        draft.decide(Action.PASS, looker)


@pytest.mark.parametrize("page", ["change", "delete"])
def test_a_forbidden_word_is_allowed_again_by_a_final_reviewer_alone(page, as_person, first_reviewer, final_reviewer):
    word, wrong = WatchedWord.objects.create(word="禁词"), WatchedWord.objects.create(word="做为", instead="作为")
    data = {"post": "yes", "word": "禁词", "instead": "敬辞", "note": ""}
    address = reverse(f"admin:editorial_watchedword_{page}", args=[word.pk])
    assert as_person(first_reviewer).post(address, data).status_code == 403
    assert WatchedWord.objects.get(pk=word.pk).is_forbidden
    other = reverse(f"admin:editorial_watchedword_{page}", args=[wrong.pk])
    assert as_person(first_reviewer).post(other, {**data, "word": "做为", "instead": "作为"}).status_code == 302
    assert as_person(final_reviewer).post(address, data).status_code == 302
    assert not WatchedWord.objects.filter(pk=word.pk, instead="").exists()
