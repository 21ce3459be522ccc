"""How a form chooses a picture: a thumbnail and three buttons, or a plain number without JavaScript."""

from django import forms
from django.db.models import ForeignKey
from django.template.loader import render_to_string

from text.numbers import number_in

from .models import Photo


class PhotoPickerWidget(forms.NumberInput):
    """The primary key of a Photo as a number field, with the picture beside it.

    The pop-up windows that it opens fill in the number as Django's own related-object
    windows do; static/js/admin/photo-field.js then fetches the picture's card.
    """

    template_name = "admin/photos/photo_field.html"

    class Media:
        css = {"all": ["css/admin/photo-field.css"]}
        js = ["js/admin/photo-field.js"]

    def __init__(self, attrs=None, *, can_browse=True, can_add=True):
        super().__init__(attrs)
        self.can_browse = can_browse
        self.can_add = can_add
        self.picture = None  # the Photo that is chosen, where it is at hand

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, {"min": 1, **(attrs or {})})
        number = number_in(context["widget"]["value"] or "", 0)
        return {
            **context,
            "photo": self.picture or (Photo.objects.filter(pk=number).first() if number else None),
            "can_browse": self.can_browse,
            "can_add": self.can_add,
        }

    def render(self, name, value, attrs=None, renderer=None):
        return render_to_string(self.template_name, self.get_context(name, value, attrs))


class PhotoPickerMixin:
    """Give every foreign key to Photo the picker. It is one word before the base class:

        class ArticleAdmin(PhotoPickerMixin, admin.ModelAdmin): ...
        class ArticlePhotoInline(PhotoPickerMixin, admin.TabularInline): ...

    Such a field must be neither in `autocomplete_fields` nor in `raw_id_fields`.
    """

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if not (isinstance(db_field, ForeignKey) and db_field.remote_field.model is Photo):
            return super().formfield_for_dbfield(db_field, request, **kwargs)
        widget = PhotoPickerWidget(
            can_browse=request.user.has_perm("photos.view_photo"), can_add=request.user.has_perm("photos.add_photo")
        )
        return db_field.formfield(**{**kwargs, "widget": widget})
