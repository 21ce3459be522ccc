"""The form that takes in a new picture, and what fills in its texts."""

from pathlib import PurePath
from typing import ClassVar

from django import forms
from django.conf import settings
from django.utils.text import format_lazy
from django.utils.translation import gettext, gettext_lazy as _

from text.invisible import is_blank

from .intake import ACCEPTED, clean_picture
from .models import Photo


class NewPhotoForm(forms.ModelForm):
    """The form of a new picture with its file.

    `picture` is the CleanPicture that the file held. `duplicate` is the library's own copy of it, or None.
    """

    file = forms.FileField(
        label=_("picture file"),
        help_text=format_lazy(
            _(
                "{size} MB at most. A JPEG may have {JPEG} million pixels, a PNG {PNG}, a WebP {WebP}. "
                "Place and device are taken out of it."
            ),
            size=settings.PHOTO_MAX_BYTES // 2**20,
            **{kind: most // 1_000_000 for kind, most in settings.PHOTO_MAX_PIXELS.items()},
        ),
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
    )
    keep_both = forms.BooleanField(label=_("Store it a second time all the same"), required=False)

    picture = None
    duplicate = None

    class Meta:
        model = Photo
        fields = ["title", "alt_text", "credit_kind", "credit_name", "taken_on", "place"]

    def clean_file(self):
        upload = self.cleaned_data["file"]
        self.picture = clean_picture(upload)
        return upload

    def clean(self):
        if self.picture and not self.cleaned_data.get("keep_both"):
            self.duplicate = Photo.objects.same_file(self.picture.digest).first()
        if self.duplicate:
            self.add_error("file", _("The library has this very picture already: “%s”.") % self.duplicate)
        return super().clean()

    def full_clean(self):
        super().full_clean()
        if self.is_bound and self.errors and self.files.get(self.add_prefix("file")):
            self.add_error("file", _("What you typed is kept; the file itself must be chosen again."))


class PhotoForm(forms.ModelForm):
    """The form of a picture that is in the library."""

    class Meta:
        widgets: ClassVar = {
            name: forms.NumberInput(attrs={"min": 0, "max": 100, "data-focus-side": name[-1]})
            for name in ("focus_x", "focus_y")
        }


def title_from(file_name):
    """Return a title for a picture of which only the file's name is known."""
    stem = PurePath(file_name.replace("\\", "/")).stem
    visible = "".join(" " if is_blank(character) else character for character in stem)
    limit = Photo._meta.get_field("title").max_length
    return " ".join(visible.split())[:limit].strip() or gettext("Untitled picture")


def complete(photo, typed):
    """Fill in what `photo` lacks from `typed`, the fields of a submitted form. Its own texts are never overwritten.

    Return what was wrong with them; then nothing is filled in.
    """
    lacking = [name for name in ("alt_text", "taken_on", "place") if not getattr(photo, name)]
    if not photo.credit:
        lacking += ["credit_kind", "credit_name"]
    form = forms.modelform_factory(Photo, fields=lacking)(typed, instance=photo)
    if form.is_valid() and form.has_changed():
        form.save()
    return [error for errors in form.errors.values() for error in errors]
