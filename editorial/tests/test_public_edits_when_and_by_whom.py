"""When an edit needs a word to the readers, and whose edit it can be."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.tests.admin_form import url
from editorial.models import Entry
from portal.testing import make_article, put

from .desk import form_of, stored

pytestmark = pytest.mark.django_db
TEXT = "原文“三层”应为“四层”。"
NEEDED = "请写明读者会看到的更正"


@pytest.fixture
def live(reporter):
    article = make_article("原题", reporter)
    article.keep_version(reporter)
    return article


def test_what_readers_have_not_seen_needs_no_word(live, as_person, final_reviewer):
    """A scheduled article is changed; and changed and published with one press."""
    hour = timezone.now() + timedelta(hours=1)
    put(live, publish_at=hour)
    client = as_person(final_reviewer)
    for changes in ({"title": ["改一"]}, {"title": ["改二"], "publish_at_0": [""], "publish_at_1": [""]}):
        form = form_of(client.get(url("change", live.pk)))
        assert client.post(url("change", live.pk), {**form, **changes}).status_code == 302
    live.refresh_from_db()
    assert (live.title, live.is_live) == ("改二", True)
    assert not Entry.objects.filter(action__in=["minor", "correct"]).exists()


def test_what_became_public_while_the_form_was_open_needs_the_word(live, as_person, final_reviewer):
    hour = timezone.now() + timedelta(hours=1)
    put(live, publish_at=hour)
    client = as_person(final_reviewer)
    form = form_of(client.get(url("change", live.pk)))
    assert "_readers-correction" not in form
    put(live, publish_at=timezone.now() - timedelta(seconds=1))
    response = client.post(url("change", live.pk), {**form, "title": ["新题"]})
    assert response.status_code == 200
    assert NEEDED in response.context["adminform"].form.non_field_errors()[0]
    assert "_readers-correction" in form_of(response)


def test_nobody_else_edits_what_is_public(live, cast, as_person, final_reviewer):
    form = form_of(as_person(final_reviewer).get(url("change", live.pk)))
    before = stored()
    for name in ("reporter", "other_reporter", "first_reviewer", "second_reviewer", "keeper"):
        data = {**form, "title": ["新题"], "_readers-correction": [TEXT]}
        response = as_person(cast[name]).post(url("change", live.pk), data)
        assert response.status_code == 403
        page = response.content.decode()
        assert "新题" in page
        assert TEXT in page
    assert stored() == before
