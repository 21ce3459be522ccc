"""Two editors on one proposed version: the same promise as for an item, the word to readers included."""

import pytest

from articles.tests.admin_form import url
from editorial.models import Proposal, Version
from editorial.rules import Action
from portal.testing import make_article, make_person, make_place

from .desk import changed_proposal, form_of, sent_in, stored

pytestmark = pytest.mark.django_db
WORD = "原文“三层”应为“四层”。"


@pytest.fixture
def other(db):
    return make_person("other", "二审主任", last_name="沈", first_name="拾光")


@pytest.fixture
def live(reporter):
    article = make_article("原题", reporter, places=[make_place()], steps=["一", "二"])
    article.keep_version(reporter)
    return article


def opened(client, item):
    return form_of(client.get(url("proposal", item.pk)))


def save(client, item, form, **fields):
    values = {name: value if isinstance(value, list) else [value] for name, value in fields.items()}
    return client.post(url("proposal", item.pk), {**form, "_continue": ["1"], **values})


def both(as_person, item, first, second, theirs, ours):
    form = opened(as_person(second), item)
    assert save(as_person(first), item, opened(as_person(first), item), **theirs).status_code == 302
    before = stored()
    response = save(as_person(second), item, form, **ours)
    assert "沈拾光" in response.context["adminform"].form.non_field_errors()[0]
    assert stored() == before
    return form_of(response)


@pytest.mark.parametrize("is_new", [True, False])
def test_nothing_of_either_is_lost(is_new, live, reporter, other, as_person):
    if is_new:
        Proposal.begin(live, reporter)
    else:
        changed_proposal(live, reporter)
    theirs, ours = {"kicker": "他的引题", "places": []}, {"title": "我的题目", "steps-0-title": "一一"}
    form = both(as_person, live, other, reporter, theirs, ours)
    assert save(as_person(reporter), live, form).status_code == 302
    held = live.open_proposal().data
    assert (held["fields"]["title"], held["fields"]["kicker"]) == ("我的题目", "他的引题")
    assert held["links"]["places"] == []
    assert [row["title"] for row in held["rows"]["steps"]] == ["一一", "二"]
    live.refresh_from_db()
    assert (live.title, live.kicker, live.places.count()) == ("原题", "", 1)


def test_the_word_to_readers_that_the_other_wrote_is_taken_over(live, reporter, other, as_person):
    changed_proposal(live, reporter)
    theirs = {"_readers-correction": WORD, "_readers-is_minor": []}
    form = both(as_person, live, other, reporter, theirs, {"title": "我的题目"})
    assert form["_readers-correction"] == [WORD]
    assert "_readers-is_minor" not in form
    assert save(as_person(reporter), live, form).status_code == 302
    proposal = live.open_proposal()
    assert (proposal.data["fields"]["title"], proposal.correction, proposal.is_minor) == ("我的题目", WORD, False)


def test_the_word_that_both_wrote_is_the_typists(live, reporter, other, as_person):
    changed_proposal(live, reporter, minor=False)
    theirs, ours = {"_readers-correction": "他写的更正。"}, {"_readers-correction": "我写的更正。"}
    form = both(as_person, live, other, reporter, theirs, ours)
    assert save(as_person(reporter), live, form).status_code == 302
    assert live.open_proposal().correction == "我写的更正。"


def test_a_new_word_to_readers_is_a_new_version_that_nobody_passes_unseen(live, cast, as_person, other):
    reporter, final = cast["reporter"], cast["final_reviewer"]
    reviewers = [cast["first_reviewer"], cast["second_reviewer"]]
    proposal = sent_in(changed_proposal(live, reporter, minor=False), reporter, reviewers, 3)
    seen = proposal.version
    other.groups.set(final.groups.all())
    form = opened(as_person(other), live)
    assert save(as_person(other), live, form, **{"_readers-correction": "另一句更正。"}).status_code == 302
    response = as_person(final).post(url("proposal_decide", live.pk, "pass"), {"seen": seen})
    assert response.status_code == 422
    assert "沈拾光改动过" in response.content.decode()
    assert not live.corrections.exists()


@pytest.mark.parametrize("seen", [None, "", "x", "-1", "99", "²", "9" * 30, "9" * 5000])
def test_a_made_up_version_is_refused_and_the_text_kept(seen, live, reporter, as_person):
    changed_proposal(live, reporter)
    form = opened(as_person(reporter), live)
    form = {**form, "_version": [seen]} if seen is not None else {k: v for k, v in form.items() if k != "_version"}
    before = stored()
    response = save(as_person(reporter), live, form, title="我的题目")
    assert response.status_code == 200
    assert form_of(response)["title"] == ["我的题目"]
    assert form_of(response)["_version"] == [str(live.open_proposal().version)]
    assert stored() == before


@pytest.mark.parametrize("close", [Action.DISCARD, Action.PASS])
def test_what_was_typed_into_one_that_is_closed_by_now_is_given_back(close, live, cast, as_person):
    reporter, final = cast["reporter"], cast["final_reviewer"]
    reviewers = [cast["first_reviewer"], cast["second_reviewer"]]
    proposal = changed_proposal(live, reporter)
    form = opened(as_person(reporter), live)
    sent_in(proposal, reporter, reviewers, 3).decide(close, final)
    before = stored()
    typed = {"title": "<来不及>", "steps-0-text": "写了一夜的步骤", "_readers-correction": WORD}
    response = save(as_person(reporter), live, form, **typed)
    assert response.status_code == 403
    page = response.content.decode()
    for text in ("&lt;来不及&gt;", "写了一夜的步骤", WORD, "已采用" if close == Action.PASS else "已放弃"):
        assert text in page
    assert as_person(reporter).get(url("proposal", live.pk)).status_code == 404
    assert stored() == before


def test_what_was_typed_into_one_that_was_submitted_meanwhile_is_given_back(live, reporter, as_person):
    proposal = changed_proposal(live, reporter)
    form = opened(as_person(reporter), live)
    proposal.decide(Action.SUBMIT, reporter)
    before = stored()
    response = save(as_person(reporter), live, form, title="来不及")
    assert response.status_code == 403
    page = response.content.decode()
    assert "来不及" in page
    assert "“审核中”" in page
    assert stored() == before


def test_saving_what_is_held_already_makes_no_version(live, reporter, as_person):
    changed_proposal(live, reporter, minor=False)
    before = Version.objects.count()
    for _press in range(2):
        assert save(as_person(reporter), live, opened(as_person(reporter), live)).status_code == 302
    assert Version.objects.count() == before
