"""Who sees, makes and revokes preview links, and by which request."""

import pytest
from django.test import Client

from articles.tests.admin_form import url
from editorial.models import Entry, PreviewLink
from portal.testing import make_draft

pytestmark = pytest.mark.django_db
TYPED = {"meant_for": "市房产局 办公室", "days": "3", "version": "1"}
SHARES = {"reporter", "first_reviewer", "second_reviewer", "final_reviewer"}
LOOKS = SHARES | {"other_reporter", "keeper"}


@pytest.fixture
def draft(reporter):
    return make_draft(reporter, "电梯何时修好")


@pytest.fixture
def link(draft, reporter):
    draft.keep_first_version()
    return PreviewLink.make(draft.versions.get(), reporter, "市房产局 办公室", 3)


@pytest.mark.parametrize("name", [
    "anonymous", "outsider", "reporter", "other_reporter", "first_reviewer", "second_reviewer", "final_reviewer",
    "keeper",
])  # fmt: skip
def test_who_sees_makes_and_revokes_links(name, cast, as_person, draft, link):
    client = as_person(cast[name])
    page = client.get(url("preview_links", draft.pk))
    assert page.status_code == (200 if name in LOOKS else 302)
    if name in LOOKS:
        assert "市房产局 办公室" in page.content.decode()
        assert (link.token in page.content.decode()) == (name in SHARES)
        assert ('name="meant_for"' in page.content.decode()) == (name in SHARES)
        assert (url("revoke_link", draft.pk, link.pk) in page.content.decode()) == (name in SHARES)
    refused = 302 if name == "outsider" else 403
    for path, typed in ((url("preview_links", draft.pk), TYPED), (url("revoke_link", draft.pk, link.pk), {})):
        assert client.post(path, typed).status_code == (302 if name in SHARES else refused)
    link.refresh_from_db()
    assert PreviewLink.objects.count() == (2 if name in SHARES else 1)
    assert link.is_open == (name not in SHARES)
    assert Entry.objects.count() == (3 if name in SHARES else 1)


def test_without_the_right_to_see_articles_there_is_no_list(as_person, reporter, draft, link):
    reporter.groups.clear()
    client = as_person(reporter)
    assert client.get(url("preview_links", draft.pk)).status_code == 403
    assert client.post(url("revoke_link", draft.pk, link.pk)).status_code == 403


def test_only_a_post_with_its_token_makes_or_revokes(reporter, draft, link):
    client = Client(enforce_csrf_checks=True)
    client.force_login(reporter)
    assert client.get(url("revoke_link", draft.pk, link.pk)).status_code == 405
    assert client.post(url("preview_links", draft.pk), TYPED).status_code == 403
    assert client.post(url("revoke_link", draft.pk, link.pk)).status_code == 403
    assert PreviewLink.objects.open().count() == 1
    client.get(url("preview_links", draft.pk))
    token = client.cookies["csrftoken"].value
    assert client.post(url("preview_links", draft.pk), {**TYPED, "csrfmiddlewaretoken": token}).status_code == 302
    assert PreviewLink.objects.count() == 2


def test_a_link_is_revoked_at_its_own_item_only(as_person, reporter, draft, link):
    client, other = as_person(reporter), make_draft(reporter)
    for item, key in ((other.pk, link.pk), (draft.pk, link.pk + 1), (draft.pk + 9, link.pk), (draft.pk, 9**30)):
        assert client.post(url("revoke_link", item, key)).status_code == 404
    assert client.get(url("preview_links", draft.pk + 9)).status_code == 404
    assert PreviewLink.objects.open().exists()
