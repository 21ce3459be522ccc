"""Rows of pictures beside an item, as a form of the desk: many are dropped at once, and described where they stand.

What is said of a picture belongs to the library, and its caption to the row. So the form fills in only what a picture
lacks there. What the library says already is shown, and changed in the library.
"""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from editing.chosen_rows import key_of
from editing.rows_by_hand import GrowingText
from editing.sent_rows import SentRows
from editing.uncut import UncutForm, uncut

from .forms import ACCEPTED, complete
from .models import Photo
from .widgets import PhotoPickerMixin

ALT_TEXT = Photo._meta.get_field("alt_text")


class SharedCredit(UncutForm):
    """One credit for all pictures of a form that have none."""

    credit_kind = forms.ChoiceField(label=_("credit"), choices=Photo.Credit, initial=Photo.Credit.PHOTOGRAPHER)
    credit_name = forms.CharField(
        label=_("credited to"), required=False, max_length=Photo._meta.get_field("credit_name").max_length
    )


class GalleryForm(forms.ModelForm):
    """A row with the alternative text of its picture, which can be written where the library has none."""

    alt_text = forms.CharField(
        label=ALT_TEXT.verbose_name,
        required=False,
        max_length=ALT_TEXT.max_length,
        widget=GrowingText({"data-alt": "", "aria-label": ALT_TEXT.verbose_name}),
        help_text=_("What is to be seen; it is kept in the library. What the library says already is changed there."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        uncut(self.fields["alt_text"])

    @property
    def typed_alt_text(self):
        """What was sent, even where the library has words by now and the field is closed."""
        widget = self.fields["alt_text"].widget
        return (widget.value_from_datadict(self.data, self.files, self.add_prefix("alt_text")) or "").strip()

    def show(self, photo, *, may_describe):
        """Show `photo`, or None where the row has no picture yet."""
        self.fields["photo"].widget.picture = photo
        alt_text = self.fields["alt_text"]
        if photo and (photo.alt_text or not may_describe):
            alt_text.disabled, alt_text.initial = True, photo.alt_text


class GalleryRows(SentRows):
    """The rows of a gallery, and the credit that its pictures share. `may_describe` is set by the inline."""

    may_describe = True

    @cached_property
    def credit(self):
        prefix = f"{self.prefix}-credit"
        is_sent = self.is_bound and f"{prefix}-credit_kind" in self.data
        return SharedCredit(self.data if is_sent else None, prefix=prefix)

    @property
    def shares_a_credit(self):
        return self.credit.is_bound and self.credit.has_changed()

    @cached_property
    def pictures(self):
        """{key: Photo} of the rows with which the form begins."""
        begun = (row.get("photo") for row in self.initial_extra or ())
        return Photo.objects.in_bulk({*(row.photo_id for row in self.get_queryset()), *begun} - {None})

    def add_fields(self, form, index):
        super().add_fields(form, index)
        if index is not None:
            pictures = form.fields["photo"].at_hand if self.is_bound else self.pictures
            form.show(pictures.get(key_of(form["photo"].value())), may_describe=self.may_describe)

    def clean(self):
        super().clean()
        if self.credit.is_bound and not self.credit.is_valid():
            raise ValidationError([error for errors in self.credit.errors.values() for error in errors])

    def has_changed(self):
        return super().has_changed() or self.shares_a_credit

    def save_beside(self, request):
        """Fill in what the pictures lack in the library. What somebody has written there meanwhile stands."""
        if not self.may_describe:
            return
        kept = [form for form in self.forms if not self._should_delete_form(form) and form.cleaned_data.get("photo")]
        credit = self.credit.cleaned_data if self.shares_a_credit else {}
        typed = [(form, form.typed_alt_text) for form in kept if credit or form.typed_alt_text]
        chosen = {form.cleaned_data["photo"].pk for form, _alt_text in typed}
        locked = Photo.objects.select_for_update(of=("self",)).in_bulk(chosen) if chosen else {}
        for form, alt_text in typed:
            photo = locked[form.cleaned_data["photo"].pk]
            if alt_text and photo.alt_text and photo.alt_text != alt_text:
                sentence = _("“%(photo)s” is described by now: “%(theirs)s”. Yours was not used: “%(yours)s”.")
                words = {"photo": photo, "theirs": photo.alt_text, "yours": alt_text}
                messages.warning(request, sentence % words)
            lacking = photo.lacking
            problems = complete(photo, {"credit_kind": photo.credit_kind, "alt_text": alt_text, **credit})
            for problem in problems:
                sentence = _("What you wrote about “%(photo)s” was not kept: %(problem)s")
                messages.warning(request, sentence % {"photo": photo, "problem": problem})
            form.instance.photo = photo
            if photo.lacking != lacking:
                desk = admin.site.get_model_admin(Photo)
                desk.log_change(request, photo, [{"changed": {"fields": ["alt_text", "credit_name"]}}])


class GalleryMixin(PhotoPickerMixin):
    """Mixed into an inline of a PlacedPhoto, before its base."""

    form = GalleryForm
    formset = GalleryRows
    template = "admin/photos/gallery.html"
    fields = ["photo", "alt_text", "caption", "role", "order"]
    verbose_name = _("picture")
    verbose_name_plural = _("gallery and comparison")
    accepted = ACCEPTED

    class Media:
        css = {"all": ["css/admin/uploads.css", "css/admin/gallery.css"]}
        js = ["js/admin/photo-uploads.js", "js/admin/file-drop.js", "js/admin/gallery.js"]

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        formset.may_describe = request.user.has_perm("photos.change_photo")
        formset.may_add = request.user.has_perm("photos.add_photo")
        return formset

    @admin.display(description=ALT_TEXT.verbose_name)
    def alt_text(self, row):
        """The alternative text where the row can only be looked at."""
        return row.photo.alt_text
