"""What every form of the house keeps of what is typed."""

import pytest
from django.urls import reverse

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
