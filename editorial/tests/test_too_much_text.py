"""What is too long or stands too deep is not saved, and every word of it is in the form that comes back."""

import re
from html import unescape

import pytest

from articles.tests.admin_form import url
from portal.testing import make_draft
from text.tags import DEEPEST

from .desk import form_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def save(as_person, reporter):
    draft = make_draft(reporter, "原题")
    address, client = url("change", draft.pk), as_person(reporter)

    def press(changes, form=None):
        response = client.post(address, {**(form or form_of(client.get(address))), **changes, "_continue": ["1"]})
        draft.refresh_from_db()
        return response, draft

    return press


def given_back(response):
    return unescape(re.search(r'<textarea name="body"[^>]*>(.*?)</textarea>', response.text, re.DOTALL)[1])


def test_quotations_in_one_another_are_refused_and_made_shallower(save):
    response, draft = save({"title": ["新题"], "body": ["<blockquote>" * 5_000 + "最里面" + "</blockquote>" * 5_000]})
    assert f"超过 {DEEPEST} 层" in response.text
    assert draft.title == "原题"
    assert "最里面" in given_back(response)
    response, draft = save({}, form_of(response))
    assert (response.status_code, draft.title) == (302, "新题")
    assert draft.body.count("<blockquote>") <= DEEPEST


def test_what_is_too_long_is_refused_and_given_back(save, settings):
    typed = f"<p>{'长' * settings.RICH_TEXT_MAX_CHARACTERS}</p>"
    response, draft = save({"title": ["新题"], "body": [typed]})
    assert f"共 {len(typed)} 字符，最多 {settings.RICH_TEXT_MAX_CHARACTERS} 字符" in response.text
    assert (draft.title, given_back(response).strip()) == ("原题", typed)
    assert form_of(response)["title"] == ["新题"]


def test_what_has_more_tags_than_can_be_looked_through_is_given_back_as_words(save, settings):
    response, draft = save({"body": ["<b>" * settings.RICH_TEXT_MAX_CHARACTERS + "里面"]})
    assert response.status_code == 200
    assert given_back(response).count("&lt;b") == settings.RICH_TEXT_MAX_CHARACTERS
    assert given_back(response).strip().endswith("里面")
