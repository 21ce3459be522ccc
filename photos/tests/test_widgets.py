"""The picture field of a form."""

import pytest
from django import forms
from django.contrib import admin

from articles.models import Article, ArticlePhoto
from photos.models import Photo
from photos.widgets import PhotoPickerMixin, PhotoPickerWidget
from portal.testing import make_photo

pytestmark = pytest.mark.django_db


class ArticleDesk(PhotoPickerMixin, admin.ModelAdmin):
    fields = ["title", "lead_photo"]


class GalleryInline(PhotoPickerMixin, admin.TabularInline):
    model = ArticlePhoto


def rendered(value, **options):
    return PhotoPickerWidget(**options).render("lead_photo", value, {"id": "id_lead_photo"})


@pytest.mark.django_db(databases=[])
def test_an_empty_field_is_a_number_field_and_two_links():
    html = rendered(None)
    assert '<input type="number" name="lead_photo" min="1" id="id_lead_photo">' in html
    assert 'id="lookup_id_lead_photo" href="/admin/photos/photo/picker/"' in html
    assert 'id="add_id_lead_photo" href="/admin/photos/photo/add/?_popup=1"' in html
    assert "<img" not in html


def test_a_chosen_picture_is_shown_with_its_title():
    photo = make_photo(title="<i>街景</i>")
    html = rendered(photo.pk)
    assert f'value="{photo.pk}"' in html
    assert photo.thumbnail_url in html
    assert "&lt;i&gt;街景&lt;/i&gt;" in html


@pytest.mark.django_db(databases=[])
@pytest.mark.parametrize("value", ["x", "-1", "9" * 30, "²", "0", '"><script>'])
def test_what_is_no_number_of_a_picture_stays_typed_and_breaks_nothing(value):
    html = rendered(value)
    assert "<img" not in html
    assert "<script>" not in html
    assert f'value="{value}"'.replace('""', '"&quot;').split("<")[0][:10] in html


@pytest.mark.django_db(databases=[])
def test_only_what_the_person_may_do_is_offered():
    html = rendered(None, can_browse=False, can_add=False)
    assert "picker" not in html
    assert "add/" not in html


@pytest.mark.django_db(databases=[])
def test_a_field_that_must_be_filled_offers_no_removal():
    widget = PhotoPickerWidget()
    assert "data-photo-clear" in widget.render("photo", None, {})
    widget.is_required = True
    assert "data-photo-clear" not in widget.render("photo", None, {})


@pytest.fixture
def request_of(rf):
    def request(person):
        request = rf.get("/")
        request.user = person
        return request

    return request


def test_the_admin_of_an_article_gets_the_picker_by_the_mixin(request_of, reporter):
    form = ArticleDesk(Article, admin.site).get_form(request_of(reporter))
    widget = form.base_fields["lead_photo"].widget
    assert isinstance(widget, PhotoPickerWidget)
    assert (widget.can_browse, widget.can_add) == (True, True)
    assert "photo-field.js" in str(form.base_fields["lead_photo"].widget.media)


def test_other_fields_of_that_admin_are_as_ever(request_of, reporter):
    desk = GalleryInline(Article, admin.site)
    form = desk.get_formset(request_of(reporter)).form
    assert isinstance(form.base_fields["photo"].widget, PhotoPickerWidget)
    assert isinstance(form.base_fields["role"].widget, forms.Select)


def test_an_inline_row_that_is_still_to_be_added_has_the_picker(request_of, reporter):
    formset = GalleryInline(Article, admin.site).get_formset(request_of(reporter))(instance=Article())
    assert 'id="lookup_id_photos-__prefix__-photo"' in str(formset.empty_form["photo"])


def test_the_number_is_checked_like_any_choice(request_of, reporter):
    form_class = ArticleDesk(Article, admin.site).get_form(request_of(reporter))
    photo = make_photo()
    assert form_class({"title": "一", "lead_photo": str(photo.pk)}).is_valid()
    assert form_class({"title": "一", "lead_photo": ""}).is_valid()
    wrong = form_class({"title": "一", "lead_photo": str(photo.pk + 1)})
    assert list(wrong.errors) == ["lead_photo"]
    assert str(photo.pk + 1) in str(wrong["lead_photo"])
    assert Photo.objects.count() == 1
