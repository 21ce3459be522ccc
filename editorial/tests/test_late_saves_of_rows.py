"""Rows that two editors have changed at once: what either did is there after the second save."""

import pytest

from articles.tests.admin_form import url
from portal.testing import make_article, make_contributor, make_draft, make_topic

from .desk import changed_proposal, form_of, stored

pytestmark = pytest.mark.django_db
START = ["一", "二", "三"]


def step(number, title, order=None):
    row = {f"steps-{number}-title": title, f"steps-{number}-text": f"{title}，照着做。"}
    return row | {f"steps-{number}-order": number if order is None else order}


def added(title):
    """A fourth row, added in the browser."""
    return {"steps-TOTAL_FORMS": len(START) + 1, **step(len(START), title)}


def removed(number):
    return {f"steps-{number}-DELETE": "on"}


CASES = {
    "each changed another row": (step(0, "他"), step(2, "我"), ["他", "二", "我"]),
    "both changed the same row": (step(1, "他"), step(1, "我"), ["一", "我", "三"]),
    "the other changed one, the typist none": (step(1, "他"), {}, ["一", "他", "三"]),
    "the typist changed one, the other none": ({"kicker": "他"}, step(1, "我"), ["一", "我", "三"]),
    "each added one": (added("他"), added("我"), ["一", "二", "三", "他", "我"]),
    "the other added one, the typist changed one": (added("他"), step(0, "我"), ["我", "二", "三", "他"]),
    "the typist added one, the other changed one": (step(0, "他"), added("我"), ["他", "二", "三", "我"]),
    "both added the same": (added("同"), added("同"), ["一", "二", "三", "同"]),
    "the other deleted one, the typist changed none": (removed(0), {}, ["二", "三"]),
    "the other deleted one, the typist changed another": (removed(0), step(2, "我"), ["二", "我"]),
    "the other deleted what the typist changed": (removed(0), step(0, "我"), ["我", "二", "三"]),
    "the typist deleted what the other changed": (step(0, "他"), removed(0), ["二", "三"]),
    "the typist deleted one, the other another": (removed(0), removed(2), ["二"]),
    "both deleted the same": (removed(1), removed(1), ["一", "三"]),
    "the other deleted all, the typist added one": (
        {**removed(0), **removed(1), **removed(2)}, added("我"), ["我"],
    ),
    "the other put them in another order": (
        {"steps-0-order": 9, "steps-1-order": 8, "steps-2-order": 7}, step(1, "我"), ["三", "我", "一"],
    ),
}  # fmt: skip
# A proposed version's rows have no keys in the form: one that both changed is there twice, for the typist to choose.
OF_PROPOSALS = {
    "both changed the same row": ["一", "他", "我", "三"],
    "the typist deleted what the other changed": ["他", "二", "三"],
    "the other put them in another order": ["我", "三", "二", "一"],
}


def post(client, address, form, changes):
    return client.post(address, {**form, **{k: [str(v)] for k, v in changes.items()}, "_continue": ["1"]})


def second_save(as_person, address, theirs, ours, first, second):
    """The form given back to `second`, who saves `ours` after `first` has saved `theirs`; the second press is done."""
    form = form_of(as_person(second).get(address))
    assert post(as_person(first), address, form_of(as_person(first).get(address)), theirs).status_code == 302
    before = stored()
    response = post(as_person(second), address, form, {"title": "我的题目", **ours})
    assert response.status_code == 200
    assert "没有保存" in response.context["adminform"].form.non_field_errors()[0]
    assert stored() == before
    given_back = form_of(response)
    again = post(as_person(second), address, given_back, {})
    assert again.status_code == 302, again.context["errors"]


@pytest.mark.parametrize("case", CASES)
def test_rows_of_an_item(case, as_person, reporter, first_reviewer):
    theirs, ours, expected = CASES[case]
    draft = make_draft(reporter, "原题", steps=START)
    draft.keep_version(reporter)
    second_save(as_person, url("change", draft.pk), theirs, ours, first_reviewer, reporter)
    draft.refresh_from_db()
    assert draft.title == "我的题目"
    assert [step.title for step in draft.steps.order_by("order", "pk")] == expected


@pytest.mark.parametrize("case", CASES)
def test_rows_of_a_proposed_version(case, as_person, reporter, first_reviewer):
    theirs, ours, expected = CASES[case]
    article = make_article("原题", reporter, steps=START)
    changed_proposal(article, reporter)
    second_save(as_person, url("proposal", article.pk), theirs, ours, first_reviewer, reporter)
    data = article.open_proposal().data
    assert data["fields"]["title"] == "我的题目"
    assert [row["title"] for row in data["rows"]["steps"]] == OF_PROPOSALS.get(case, expected)
    assert [step.title for step in article.steps.all()] == START


def test_bylines_and_topics_of_both_are_there_in_the_end(as_person, reporter, first_reviewer):
    names = [make_contributor(name) for name in ("林知夏", "顾清和", "沈拾光")]
    topics = [make_topic(title) for title in ("加装电梯", "雨季排水")]
    draft = make_draft(reporter, "原题", bylines=names[:1])
    draft.keep_version(reporter)

    def row(prefix, number, **fields):
        return {f"{prefix}-TOTAL_FORMS": number + 1, **{f"{prefix}-{number}-{k}": v for k, v in fields.items()}}

    theirs = row("bylines", 1, contributor=names[1].pk, role="reporter", order=1)
    theirs |= row("topic_entries", 0, topic=topics[0].pk, order=0)
    ours = row("bylines", 1, contributor=names[2].pk, role="photographer", order=2)
    ours |= row("topic_entries", 0, topic=topics[1].pk, order=0)
    second_save(as_person, url("change", draft.pk), theirs, ours, first_reviewer, reporter)
    assert [byline.contributor for byline in draft.bylines.all()] == names
    assert {entry.topic for entry in draft.topic_entries.all()} == set(topics)


def test_the_same_name_added_by_both_in_the_same_role_is_there_once(as_person, reporter, first_reviewer):
    name = make_contributor("林知夏")
    draft = make_draft(reporter, "原题")
    draft.keep_version(reporter)
    row = {
        "bylines-TOTAL_FORMS": 1,
        "bylines-0-contributor": name.pk,
        "bylines-0-role": "reporter",
        "bylines-0-order": 0,
    }
    second_save(as_person, url("change", draft.pk), row, row, first_reviewer, reporter)
    assert draft.bylines.count() == 1


def test_rows_that_change_places_do_not_stand_in_each_others_way(as_person, reporter):
    names = [make_contributor("林知夏"), make_contributor("顾清和")]
    draft = make_draft(reporter, "原题", bylines=names)
    form = form_of(as_person(reporter).get(url("change", draft.pk)))
    swapped = {"bylines-0-contributor": names[1].pk, "bylines-1-contributor": names[0].pk}
    assert post(as_person(reporter), url("change", draft.pk), form, swapped).status_code == 302
    assert [byline.contributor for byline in draft.bylines.all()] == names[::-1]


@pytest.mark.parametrize("kept", [True, False])
def test_where_the_desk_for_topics_was_there_first_the_article_can_still_be_saved(kept, as_person, reporter):
    """The topic is put in order, or deleted, while its article's form is open: no save of the article itself."""
    topic = make_topic()
    draft = make_draft(reporter, "原题")
    gone = draft.topic_entries.create(topic=topic)
    draft.keep_version(reporter)
    form = form_of(as_person(reporter).get(url("change", draft.pk)))
    gone.delete()
    if kept:
        draft.topic_entries.create(topic=topic, order=7)
    else:
        topic.delete()
    assert post(as_person(reporter), url("change", draft.pk), form, {"title": "我的题目"}).status_code == 302
    draft.refresh_from_db()
    assert (draft.title, [entry.order for entry in draft.topic_entries.all()]) == ("我的题目", [7] if kept else [])


def test_what_another_desk_changed_before_the_form_was_opened_is_the_typists_to_change(as_person, reporter):
    topics = [make_topic(title) for title in ("加装电梯", "雨季排水")]
    draft = make_draft(reporter, "原题")
    draft.keep_version(reporter)
    for topic in topics:
        draft.topic_entries.create(topic=topic, order=3)
    form = form_of(as_person(reporter).get(url("change", draft.pk)))
    changes = {"topic_entries-0-DELETE": "on", "topic_entries-1-order": 5}
    assert post(as_person(reporter), url("change", draft.pk), form, changes).status_code == 302
    assert [(entry.topic, entry.order) for entry in draft.topic_entries.all()] == [(topics[1], 5)]


def test_the_same_added_elsewhere_meanwhile_is_no_error_of_ours(as_person, reporter):
    name = make_contributor("林知夏")
    bare = make_draft(reporter, "旧稿")
    form = form_of(as_person(reporter).get(url("change", bare.pk)))
    bare.bylines.create(contributor=name, order=4)
    row = {"bylines-0-contributor": name.pk, "bylines-0-role": "reporter", "bylines-0-order": 0}
    row |= {"bylines-TOTAL_FORMS": 1, "title": "我的题目"}
    response = post(as_person(reporter), url("change", bare.pk), form, row)
    assert response.status_code == 200
    assert "已有相同" in response.context["adminform"].form.non_field_errors()[0]
    assert form_of(response)["title"] == ["我的题目"]
