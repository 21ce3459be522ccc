"""A draft put behind a notice that is public already, and taken off again."""

from datetime import timedelta

import pytest
from django.utils import timezone

from editorial.models import Entry
from notices.models import Notice
from portal.testing import make_notice, put

from .notice_form import said, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(as_person, reporter):
    return as_person(reporter)


@pytest.fixture
def draft(reporter):
    return make_notice("恢复供水", author=reporter, state="draft", publish_at=None)


def join(desk, notice, before, relation="corrects"):
    return desk.post(url("chain", notice.pk), {"before": getattr(before, "pk", before), "relation": relation})


def test_a_draft_is_put_behind_a_notice_and_it_is_on_record(desk, draft, reporter):
    before = make_notice("停水")
    assert url("chain", draft.pk) in desk.get(url("change", draft.pk)).content.decode()
    response = join(desk, draft, before)
    assert response.status_code == 302
    draft.refresh_from_db()
    assert (draft.follows, draft.relation, draft.root) == (before, "corrects", before)
    entry = Entry.objects.about(Notice).get(object_id=draft.pk)
    assert (entry.actor, entry.comment) == (reporter, "接在《停水》之后：更正")
    page = desk.get(url("change", draft.pk))
    assert [one.pk for one in page.context["chain"]["members"]] == [draft.pk, before.pk]
    assert url("leave", draft.pk) in page.content.decode()


def test_taken_off_it_stands_by_itself_and_that_is_on_record(desk, draft):
    join(desk, draft, make_notice("停水"))
    assert "已从链中取下，单独成篇。" in said(desk.post(url("leave", draft.pk), follow=True))
    draft.refresh_from_db()
    assert (draft.follows, draft.relation, draft.root) == (None, "", None)
    assert Entry.objects.about(Notice).filter(object_id=draft.pk).last().comment == "从《停水》之后取下"
    desk.post(url("leave", draft.pk))
    assert Entry.objects.about(Notice).filter(object_id=draft.pk).count() == 2


def given_back(desk, notice, before, relation="corrects"):
    """The faults of a form that was refused, after a look that what was chosen is still chosen."""
    stored = list(Notice.objects.values())
    response = join(desk, notice, before, relation)
    assert response.status_code == 422
    assert list(Notice.objects.values()) == stored
    form, page = response.context["form"], response.content.decode()
    if isinstance(before, Notice):
        assert f'<option value="{before.pk}" selected>' in page
    if relation in Notice.Relation.values:
        assert "checked" in page
    return {name: list(errors) for name, errors in form.errors.items()}


def test_not_behind_itself(desk, draft):
    assert given_back(desk, draft, draft) == {"before": ["通告不能接在自己后面。"]}


def test_not_behind_what_is_not_public(desk, draft, reporter):
    later = timezone.now() + timedelta(hours=1)
    for other in (make_notice(author=reporter, state="draft", publish_at=None), make_notice(publish_at=later)):
        assert list(given_back(desk, draft, other)) == ["before"]


def test_not_a_second_head(desk, draft):
    before = make_notice("停水")
    make_notice("已有的更正", follows=before, relation="corrects")
    [sentence] = given_back(desk, draft, before)["before"]
    assert "已有的更正" in sentence


def test_no_circle(desk, draft, final_reviewer):
    """What others follow stands behind none of them, even once it was taken back from the public."""
    before = make_notice("停水", author=final_reviewer)
    after = make_notice("更正", follows=before, relation="corrects")
    put(before, state="draft")
    [sentence] = given_back(desk_of(desk, final_reviewer), before, after)["before"]
    assert "后面已有后续" in sentence


def desk_of(desk, person):
    desk.force_login(person)
    return desk


def test_not_what_the_period_forbids(desk, draft):
    assert list(given_back(desk, draft, make_notice("无期限"), "extends")) == ["relation"]


def test_not_twice(desk, draft):
    join(desk, draft, make_notice("停水"))
    assert "先从链中取下" in given_back(desk, draft, make_notice("停电"))["__all__"][0]


@pytest.mark.parametrize("before", ["", "x", "999999999", "99999999999999999999999"])
def test_nothing_or_something_made_up_is_told(desk, draft, before):
    assert list(given_back(desk, draft, before)) == ["before"]


def test_what_it_does_must_be_said(desk, draft):
    before = make_notice("停水")
    for relation in ("", "nonsense"):
        assert list(given_back(desk, draft, before, relation)) == ["relation"]


def test_what_somebody_else_did_meanwhile_is_told(desk, draft, reporter, monkeypatch):
    before = make_notice("停水")
    from notices import chains
    from notices.forms.joining import JoiningForm

    looked = JoiningForm.clean

    def and_then_another_is_first(form):
        data = looked(form)
        other = make_notice("同事的更正", author=reporter, state="draft", publish_at=None)
        chains.join(other, before, "corrects")
        return data

    monkeypatch.setattr(JoiningForm, "clean", and_then_another_is_first)
    response = join(desk, draft, before)
    assert response.status_code == 422
    assert "同事的更正" in response.context["form"].errors["before"][0]
    draft.refresh_from_db()
    assert draft.follows is None


def test_what_is_approved_stays_where_it_is(desk, draft, final_reviewer):
    before = make_notice("停水")
    join(desk, draft, before)
    put(draft, state="approved", publish_at=timezone.now())
    for person in (draft.author, final_reviewer):
        desk.force_login(person)
        assert desk.get(url("chain", draft.pk)).status_code == 403
        assert desk.post(url("leave", draft.pk)).status_code == 403
    draft.refresh_from_db()
    assert draft.follows == before


def test_only_who_may_edit_the_draft_may_do_either(as_person, other_reporter, keeper, outsider, first_reviewer, draft):
    before = make_notice("停水")
    for person, status in ((other_reporter, 403), (keeper, 403), (outsider, 302)):
        client = as_person(person)
        assert client.get(url("chain", draft.pk)).status_code == status
        assert join(client, draft, before).status_code == status
        assert client.post(url("leave", draft.pk)).status_code == status
    assert as_person(first_reviewer).get(url("chain", draft.pk)).status_code == 200
    assert as_person(first_reviewer).get(url("leave", draft.pk)).status_code == 405
    draft.refresh_from_db()
    assert draft.follows is None


def test_the_search_names_a_notice_by_its_number(desk):
    notice = make_notice("停水", document_number="青水〔2026〕15号")
    asked = {"app_label": "notices", "model_name": "notice", "field_name": "follows", "term": "青水(2026)15"}
    found = desk.get("/admin/autocomplete/", asked).json()["results"]
    assert found == [{"id": str(notice.pk), "text": "停水（青水〔2026〕15号）"}]
