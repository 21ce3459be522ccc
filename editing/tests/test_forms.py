"""What every form of the house keeps of what is typed."""

import pytest
from django.contrib import admin
from django.contrib.admin.options import InlineModelAdmin
from django.urls import reverse

from editing.sent_rows import SentRows
from portal.testing import (
    make_article,
    make_authority,
    make_column,
    make_contributor,
    make_photo,
    make_place,
    make_topic,
)

pytestmark = pytest.mark.django_db
TOO_LONG = "字" * 500
MAKE = {
    "articles_column": (make_column, "name"),
    "articles_topic": (make_topic, "title"),
    "articles_contributor": (make_contributor, "name"),
    "photos_photo": (make_photo, "alt_text"),
    "directory_place": (make_place, "name"),
    "directory_authority": (make_authority, "address"),
    "directory_hotline": (lambda: make_authority().hotlines.get(), "purpose"),
}


@pytest.mark.parametrize("name", MAKE)
def test_what_is_too_long_is_named_and_kept_whole(name, as_person, keeper):
    make, field = MAKE[name]
    address = reverse(f"admin:{name}_change", args=[make().pk])
    client = as_person(keeper)
    assert "maxlength" not in client.get(address).context["adminform"].form.as_p()
    form = client.post(address, {field: TOO_LONG}).context["adminform"].form
    assert form.errors[field][0].startswith("现有 500 字，最多")
    assert TOO_LONG in str(form[field])


@pytest.mark.parametrize("name", ["articles_column", "articles_topic", "articles_contributor", "photos_photo"])
def test_a_new_one_is_not_cut_off_either(name, as_person, keeper):
    assert "maxlength" not in as_person(keeper).get(reverse(f"admin:{name}_add")).context["adminform"].form.as_p()


@pytest.mark.parametrize(
    ("name", "make"), [("articles_article", make_article), ("directory_authority", make_authority)]
)
def test_rows_of_an_item_are_not_cut_off_either(name, make, as_person, final_reviewer, keeper):
    person = final_reviewer if name == "articles_article" else keeper
    page = as_person(person).get(reverse(f"admin:{name}_change", args=[make().pk]))
    formsets = page.context["inline_admin_formsets"]
    assert formsets
    assert not any("maxlength" in formset.formset.empty_form.as_p() for formset in formsets)


INLINES = [(desk, inline) for desk in admin.site._registry.values() for inline in desk.inlines]


@pytest.mark.parametrize(("desk", "inline"), INLINES, ids=lambda one: getattr(one, "__name__", type(one).__name__))
@pytest.mark.parametrize("claimed", ["3000", "9" * 30])
def test_a_made_up_number_of_rows_makes_none(desk, inline, claimed, rf, keeper):
    request = rf.get("/")
    request.user = keeper
    shown: InlineModelAdmin = inline(desk.model, admin.site)
    rows = shown.get_formset(request)
    assert issubclass(rows, SentRows)
    name = rows.get_default_prefix()
    sent = {f"{name}-TOTAL_FORMS": claimed, f"{name}-INITIAL_FORMS": claimed, f"{name}-1-order": "1"}
    formset = rows(sent, instance=desk.model(), prefix=name)
    assert [len(formset.forms), formset.management_form["TOTAL_FORMS"].value()] == [2, 2]
