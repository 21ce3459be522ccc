"""Rows of a form that are put in order by hand."""

import pytest
from django.contrib import admin

from editing.rows_by_hand import GrowingText, RowsByHandMixin
from portal.testing import make_draft

INLINES = [
    (owner, inline)
    for owner in admin.site._registry.values()
    for inline in owner.inlines
    if "order" in (inline.fields or ())
]


def test_all_rows_with_an_order_are_put_in_it_by_hand():
    assert len(INLINES) >= 8
    assert not [inline for _owner, inline in INLINES if not issubclass(inline, RowsByHandMixin)]


@pytest.mark.django_db
def test_the_place_of_an_article_in_its_topic_is_a_number_and_that_of_a_byline_is_not_typed(as_person, reporter):
    page = as_person(reporter).get("/admin/articles/article/add/").content.decode()
    places = [part.split(">")[0] for part in page.split("<input")[1:] if '-__prefix__-order"' in part.split(">")[0]]
    by_hand = {place.split('name="')[1].split("-")[0]: "data-order" in place for place in places}
    assert by_hand == {"bylines": True, "topic_entries": False, "photos": True, "steps": True}


@pytest.mark.django_db
def test_a_long_text_of_a_row_stands_in_a_field_that_grows(as_person, reporter):
    article = make_draft(reporter, steps=["先关总阀"])
    page = as_person(reporter).get(f"/admin/articles/article/{article.pk}/change/").content.decode()
    assert '<textarea name="steps-0-text"' in page
    assert '<input type="text" name="steps-0-title"' in page
    assert page.count('aria-label="做法"') == 2  # the row, and the one from which new ones are made


@pytest.mark.parametrize("sent", ["先关总阀。\r\n再打电话。", "先关总阀。\n再打电话。", "先关总阀。再打电话。"])
def test_a_field_that_grows_drops_line_breaks_as_a_single_line_does(sent):
    assert GrowingText().value_from_datadict({"text": sent}, {}, "text") == "先关总阀。再打电话。"
    assert GrowingText().value_from_datadict({}, {}, "text") is None
