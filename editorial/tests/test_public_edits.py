"""A final reviewer edits what is public: with a word to the readers, or marked as minor, and never in silence."""

import pytest

from articles.tests.admin_form import url
from editorial.models import Correction, Entry
from editorial.models.correction import LONGEST_CORRECTION
from editorial.preflight import BLOCKS, Check
from portal.testing import make_article, make_contributor, make_photo, make_place, make_topic

from .desk import form_of, stored

pytestmark = pytest.mark.django_db
TEXT = "原文“三层”应为“四层”。"
CORRECTION, MINOR = {"_readers-correction": TEXT}, {"_readers-is_minor": "on"}
NEEDED = "请写明读者会看到的更正"
STEP = {"steps-TOTAL_FORMS": 1, "steps-0-title": "先关总阀", "steps-0-text": "再打电话。", "steps-0-order": 0}


class NoRain(Check):
    code, level, name = "rain", BLOCKS, "雨"

    def findings(self, manuscript):
        if "雨" in manuscript.item.title:
            yield self.found("标题里有雨。", "title", met="雨")


@pytest.fixture(autouse=True)
def _one_check(settings):
    settings.PREFLIGHT_CHECKS = [f"{__name__}.NoRain"]


@pytest.fixture
def live(reporter):
    article = make_article("原题", reporter, bylines=[make_contributor()], lead_photo=make_photo())
    article.keep_version(reporter)
    return article


@pytest.fixture
def edit(live, as_person, final_reviewer):
    """Return a function that edits the live article as the final reviewer, with a browser's form."""

    def edit(**changes):
        client = as_person(final_reviewer)
        form = form_of(client.get(url("change", live.pk)))
        changes = {name: value if isinstance(value, list) else [str(value)] for name, value in changes.items()}
        response = client.post(url("change", live.pk), {**form, "_continue": ["1"], **changes})
        live.refresh_from_db()
        return response

    return edit


def problems(response):
    assert response.status_code == 200
    return response.context["adminform"].form.non_field_errors()


def test_with_a_correction_readers_see_both_at_once(edit, live, client, final_reviewer):
    assert edit(title="新题", **CORRECTION).status_code == 302
    page = client.get(live.get_absolute_url()).content.decode()
    assert "新题" in page
    assert TEXT in page
    [correction] = Correction.objects.all()
    assert (correction.item, correction.text, correction.made_by) == (live, TEXT, final_reviewer)
    assert correction.version == live.version == 2
    assert list(Entry.objects.values_list("action", "comment", "version"))[1:] == [
        ("save", "", 1), ("save", "", 2), ("correct", TEXT, 2),
    ]  # fmt: skip


def test_marked_as_minor_readers_see_the_text_alone_and_the_record_says_who(edit, live, client, final_reviewer):
    assert edit(title="新题", **MINOR).status_code == 302
    assert "新题" in client.get(live.get_absolute_url()).content.decode()
    assert not Correction.objects.exists()
    entry = Entry.objects.last()
    assert (entry.action, entry.actor, entry.version) == ("minor", final_reviewer, 2)


def test_in_silence_nothing_is_saved_and_all_that_was_typed_is_there(edit, live, client):
    before = stored()
    response = edit(title="新题", body="<p>新写的</p>", **STEP)
    assert NEEDED in problems(response)[0]
    form = form_of(response)
    assert (form["title"], form["body"]) == (["新题"], ["<p>新写的</p>"])
    assert (form["steps-0-title"], form["steps-0-text"]) == (["先关总阀"], ["再打电话。"])
    assert stored() == before
    assert "新题" not in client.get(live.get_absolute_url()).content.decode()


def test_the_refused_form_goes_through_with_the_word_added(edit, live, as_person, final_reviewer):
    form = form_of(edit(title="新题", **STEP))
    again = as_person(final_reviewer).post(url("change", live.pk), {**form, "_continue": ["1"], **CORRECTION})
    assert again.status_code == 302
    live.refresh_from_db()
    assert (live.title, live.steps.get().title, live.corrections.get().text) == ("新题", "先关总阀", TEXT)


@pytest.mark.parametrize(("word", "sentence"), [
    ({**CORRECTION, **MINOR}, "只能取一"),
    ({"_readers-correction": "  \n "}, NEEDED),
    ({"_readers-correction": "字" * (LONGEST_CORRECTION + 1)}, f"{LONGEST_CORRECTION + 1}"),
    ({"_readers-is_minor": "false"}, NEEDED),
    ({"_readers-is_minor": ""}, NEEDED),
])  # fmt: skip
def test_a_word_that_is_none_is_refused_and_kept(word, sentence, edit, live):
    before = stored()
    response = edit(title="新题", **word)
    assert sentence in problems(response)[0]
    form = form_of(response)
    assert form["title"] == ["新题"]
    assert form["_readers-correction"][0].strip() == word.get("_readers-correction", "").strip()
    assert ("_readers-is_minor" in form) == (word.get("_readers-is_minor") == "on")
    assert stored() == before


def test_a_correction_of_just_bearable_length_is_published_whole(edit, live, client):
    text = "字" * LONGEST_CORRECTION
    assert edit(title="新题", **{"_readers-correction": f"  {text}  "}).status_code == 302
    assert live.corrections.get().text == text
    assert text in client.get(live.get_absolute_url()).content.decode()


def test_where_it_stands_on_the_front_page_needs_no_word(edit, live):
    assert edit(front_position=2).status_code == 302
    assert live.front_position == 2
    assert [entry.action for entry in Entry.objects.all()] == ["bring_in", "save", "save"]


def test_what_is_not_changed_needs_no_word_and_makes_no_version(edit, live):
    before = stored()
    assert edit().status_code == 302
    after = stored()
    for rows in (before, after):
        rows["Article"][0].pop("updated_at")
    assert after == before


@pytest.mark.parametrize("change", ["row added", "row deleted", "place", "picture", "summary"])
def test_every_part_that_readers_see_needs_the_word(change, edit, live):
    changes = {
        "row added": STEP,
        "row deleted": {"bylines-0-DELETE": "on"},
        "place": {"places": make_place().pk},
        "picture": {"lead_photo": ""},
        "summary": {"summary": "另一句"},
    }[change]
    before = stored()
    assert NEEDED in problems(edit(**changes))[0]
    assert stored() == before
    assert edit(**changes, **MINOR).status_code == 302
    assert Entry.objects.last().action == "minor"


def test_a_correction_may_follow_a_change_that_was_called_minor(edit, live):
    edit(title="新题", **MINOR)
    assert edit(**CORRECTION).status_code == 302
    assert [(correction.text, correction.version) for correction in Correction.objects.all()] == [(TEXT, 2)]


def test_what_a_check_blocks_does_not_come_before_readers_whatever_the_word(edit, live):
    before = stored()
    for word in ({}, CORRECTION, MINOR):
        response = edit(title="雨后", **STEP, **word)
        assert problems(response) == ["标题里有雨。"]
        assert form_of(response)["steps-0-title"] == ["先关总阀"]
        assert stored() == before


def test_the_change_is_measured_by_what_readers_saw_and_not_by_the_last_version(edit, live):
    """The topic is put in order at its own desk: that is no change of whoever saves the article next."""
    make_topic(articles=[live])
    assert edit(front_position=3).status_code == 302
    assert [entry.action for entry in Entry.objects.all()] == ["bring_in", "save", "save"]
    assert NEEDED in problems(edit(title="新题"))[0]
