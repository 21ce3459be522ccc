"""What one room shows beside the items of another, without being known there."""

import pytest

from declarations import beside as slots
from declarations.beside import DESK, PAGE, beside
from portal.testing import make_answer, make_article, make_draft, make_notice

pytestmark = pytest.mark.django_db
SHOWN = "components/_empty.html"


@pytest.fixture(autouse=True)
def _only_what_the_test_fills(monkeypatch):
    monkeypatch.setattr(slots, "_fillers", type(slots._fillers)(list))


def test_a_room_shows_something_on_the_pages_of_items_that_it_chooses(client):
    chosen, other = make_article(), make_article(title="另一篇")

    @beside(PAGE, SHOWN)
    def box(item, request):
        return {"what": "居民投票"} if item == chosen else None

    assert "居民投票" in client.get(chosen.get_absolute_url()).content.decode()
    assert "居民投票" not in client.get(other.get_absolute_url()).content.decode()


@pytest.mark.parametrize("make", [make_article, make_answer, make_notice])
def test_every_kind_of_page_has_the_slot_and_a_preview_has_it_empty(make, client, final_reviewer, as_person):
    item = make()
    beside(PAGE, SHOWN)(lambda item, request: {"what": "居民投票"})
    assert "居民投票" in client.get(item.get_absolute_url()).content.decode()
    draft, opts = make(state="draft", publish_at=None), item._meta
    preview = as_person(final_reviewer).get(f"/admin/{opts.app_label}/{opts.model_name}/{draft.pk}/preview/")
    assert preview.status_code == 200
    assert "居民投票" not in preview.content.decode()


def test_what_is_shown_is_escaped(client):
    beside(PAGE, SHOWN)(lambda item, request: {"what": "<b>居民</b>"})
    assert "&lt;b&gt;居民" in client.get(make_article().get_absolute_url()).content.decode()


def test_the_desk_shows_it_to_whom_the_room_says(reporter, final_reviewer, as_person):
    draft = make_draft(reporter)
    beside(DESK, SHOWN)(lambda item, request: {"what": "居民投票"} if request.user == reporter else None)
    page = f"/admin/articles/article/{draft.pk}/change/"
    assert "居民投票" in as_person(reporter).get(page).content.decode()
    assert "居民投票" not in as_person(final_reviewer).get(page).content.decode()
