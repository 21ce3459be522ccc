"""Two editors, one item: the second save is refused with what changed and by whom, and nothing typed is lost."""

import pytest

from articles.tests.admin_form import url
from editorial.models import Entry, Version
from portal.testing import make_contributor, make_draft, make_person, make_photo, make_place, make_topic

from .desk import form_of, stored

pytestmark = pytest.mark.django_db


@pytest.fixture
def other(db):
    return make_person("other", "二审主任", last_name="沈", first_name="拾光")


@pytest.fixture
def draft(reporter):
    """A draft as the desk has saved it, with something in every kind of field."""
    draft = make_draft(
        reporter,
        "原题",
        kicker="原引题",
        bylines=[make_contributor("林知夏"), make_contributor("顾清和")],
        places=[make_place("一区"), make_place("二区")],
        lead_photo=make_photo(title="原图"),
        steps=["一", "二"],
    )
    draft.keep_version(reporter)
    return draft


def opened(client, item):
    """The form as somebody has it before them from now on."""
    return form_of(client.get(url("change", item.pk)))


def save(client, item, data, **fields):
    values = {name: value if isinstance(value, list) else [str(value)] for name, value in fields.items()}
    return client.post(url("change", item.pk), {**data, "_continue": ["1"], **values})


def both(as_person, item, first, second, theirs, ours):
    """`first` saves `theirs` while `second` has the form open and then saves `ours`; return the second answer."""
    data = opened(as_person(second), item)
    assert save(as_person(first), item, opened(as_person(first), item), **theirs).status_code == 302
    return save(as_person(second), item, data, **ours)


def test_the_second_save_is_refused_with_who_when_and_what(as_person, draft, reporter, other):
    data = opened(as_person(reporter), draft)
    save(as_person(other), draft, opened(as_person(other), draft), subtitle="副题", summary="导语")
    before = stored()
    response = save(as_person(reporter), draft, data, title="<我>的题目", subtitle="我的副题")
    assert response.status_code == 200
    [sentence] = response.context["adminform"].form.non_field_errors()
    version = draft.own_versions().last()
    for word in ("没有保存", "沈拾光", str(version.number), "副题", "摘要"):
        assert word in sentence
    assert "主题" not in sentence
    page = response.content.decode()
    assert "沈拾光" in page
    assert 'value="&lt;我&gt;的题目"' in page
    assert form_of(response)["subtitle"] == ["我的副题"]
    assert stored() == before


def test_what_only_the_other_changed_is_taken_over_and_ones_own_stands(as_person, draft, reporter, other):
    picture, place = make_photo(title="新图"), make_place("三区")
    theirs = {
        "kicker": "他的引题",
        "places": [place.pk],
        "lead_photo": picture.pk,
        "title": "他的题目",
        "body": "<p>他的</p>",
    }
    response = both(as_person, draft, other, reporter, theirs, {"title": "我的题目", "subtitle": "我的副题"})
    form = form_of(response)
    assert form["kicker"] == ["他的引题"]
    assert form["places"] == [str(place.pk)]
    assert form["lead_photo"] == [str(picture.pk)]
    assert form["body"] == ["<p>他的</p>"]
    assert (form["title"], form["subtitle"]) == (["我的题目"], ["我的副题"])
    assert save(as_person(reporter), draft, form).status_code == 302
    draft.refresh_from_db()
    assert (draft.title, draft.subtitle, draft.kicker) == ("我的题目", "我的副题", "他的引题")
    assert (draft.body, draft.lead_photo, draft.places.get()) == ("<p>他的</p>", picture, place)


def test_what_the_other_emptied_or_filled_is_empty_or_filled(as_person, draft, reporter, other):
    theirs = {"kicker": "", "lead_photo": "", "places": [], "season_from": 11, "season_to": 2}
    response = both(as_person, draft, other, reporter, theirs, {"title": "我的题目"})
    form = form_of(response)
    assert (form["kicker"], form.get("places"), form["lead_photo"]) == ([""], None, [""])
    assert (form["season_from"], form["season_to"]) == (["11"], ["2"])
    assert save(as_person(reporter), draft, form).status_code == 302
    draft.refresh_from_db()
    assert (draft.kicker, draft.places.count(), draft.lead_photo, draft.season_to) == ("", 0, None, 2)


def test_the_time_that_the_other_set_is_taken_over(as_person, draft, reporter, other):
    theirs = {"publish_at_0": "2099-01-02", "publish_at_1": "03:04:00"}
    form = form_of(both(as_person, draft, other, reporter, theirs, {"title": "我的题目"}))
    assert (form["publish_at_0"], form["publish_at_1"]) == (["2099/01/02"], ["03:04"])
    mine = {"publish_at_0": "2099-05-06", "publish_at_1": "07:08:00"}
    form = form_of(both(as_person, draft, other, reporter, {**theirs, "publish_at_1": "05:00:00"}, mine))
    assert (form["publish_at_0"], form["publish_at_1"]) == (["2099-05-06"], ["07:08:00"])
    assert save(as_person(reporter), draft, form).status_code == 302


def test_the_same_change_by_both_is_no_loss(as_person, draft, reporter, other):
    response = both(as_person, draft, other, reporter, {"title": "同题"}, {"title": "同题", "kicker": "我的"})
    assert save(as_person(reporter), draft, form_of(response)).status_code == 302
    draft.refresh_from_db()
    assert (draft.title, draft.kicker) == ("同题", "我的")


def test_a_third_save_in_between_is_told_anew(as_person, draft, reporter, other, first_reviewer):
    form = form_of(both(as_person, draft, other, reporter, {"kicker": "他的"}, {"title": "我的"}))
    client = as_person(first_reviewer)
    assert save(client, draft, opened(client, draft), summary="第三人的").status_code == 302
    response = save(as_person(reporter), draft, form)
    [sentence] = response.context["adminform"].form.non_field_errors()
    assert "first_reviewer" in sentence
    assert save(as_person(reporter), draft, form_of(response)).status_code == 302
    draft.refresh_from_db()
    assert (draft.kicker, draft.title, draft.summary) == ("他的", "我的", "第三人的")


def test_all_who_saved_meanwhile_are_named(as_person, draft, reporter, other, first_reviewer):
    data = opened(as_person(reporter), draft)
    for person, field in ((other, "kicker"), (first_reviewer, "summary")):
        save(as_person(person), draft, opened(as_person(person), draft), **{field: "改"})
    response = save(as_person(reporter), draft, data, title="我的")
    [sentence] = response.context["adminform"].form.non_field_errors()
    assert "沈拾光" in sentence
    assert "first_reviewer" in sentence


@pytest.mark.parametrize("seen", [None, "", "x", "-1", "0", "9", "1.0", "²", "9" * 30, "9" * 5000])
def test_a_made_up_version_is_refused_and_the_text_kept(seen, as_person, draft, reporter, other):
    client = as_person(other)
    save(client, draft, opened(client, draft), kicker="他的")
    data = opened(as_person(reporter), draft)
    data = {**data, "_version": [seen]} if seen is not None else {k: v for k, v in data.items() if k != "_version"}
    before = stored()
    response = save(as_person(reporter), draft, data, title="我的题目")
    assert response.status_code == 200
    assert "沈拾光" in response.context["adminform"].form.non_field_errors()[0]
    form = form_of(response)
    assert (form["title"], form["_version"]) == (["我的题目"], ["2"])
    assert stored() == before


def test_what_was_never_saved_at_the_desk_is_kept_apart_too(as_person, reporter, other):
    bare = make_draft(reporter, "旧稿", kicker="旧引题")
    response = both(as_person, bare, other, reporter, {"kicker": "他的引题"}, {"title": "我的题目"})
    assert "沈拾光" in response.context["adminform"].form.non_field_errors()[0]
    assert save(as_person(reporter), bare, form_of(response)).status_code == 302
    bare.refresh_from_db()
    assert (bare.kicker, bare.title) == ("他的引题", "我的题目")


def test_a_refused_save_leaves_no_version_and_no_line_in_the_record(as_person, draft, reporter, other):
    both(as_person, draft, other, reporter, {"kicker": "他的"}, {"title": "我的", "_then": "submit"})
    assert Version.objects.count() == 2
    assert list(Entry.objects.values_list("action", "actor__username")) == [("save", "reporter"), ("save", "other")]
    draft.refresh_from_db()
    assert draft.state == "draft"


def test_the_words_of_the_conflict_do_not_hide_other_mistakes(as_person, draft, reporter, other):
    response = both(as_person, draft, other, reporter, {"kicker": "他的"}, {"title": "", "summary": "长" * 121})
    errors = response.context["adminform"].form.errors
    assert {"__all__", "title", "summary"} <= set(errors)


@pytest.mark.parametrize("broken", ["9" * 30, "9" * 5000, "-1", "x", "", pytest.param("3000", marks=pytest.mark.soak)])
def test_a_broken_count_of_rows_is_no_error_of_ours(broken, as_person, draft, reporter, other):
    topic = make_topic()
    theirs = {"topic_entries-TOTAL_FORMS": 1, "topic_entries-0-topic": topic.pk, "topic_entries-0-order": 1}
    before_title = draft.title
    response = both(as_person, draft, other, reporter, theirs, {"title": "我的", "topic_entries-TOTAL_FORMS": broken})
    assert response.status_code == 200
    draft.refresh_from_db()
    assert draft.title == before_title


def test_what_was_typed_into_an_item_that_is_deleted_by_now_is_given_back(as_person, draft, reporter):
    data = opened(as_person(reporter), draft)
    draft.delete()
    response = save(as_person(reporter), draft, data, title="写了一夜")
    assert response.status_code == 404
    assert "写了一夜" in response.content.decode()
