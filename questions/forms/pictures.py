"""Pictures that citizens choose on a form: several at once, each checked by `photos.intake`."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from photos.intake import ACCEPTED, clean_picture

from ..models.picture import WIDTHS
from ..rules import MOST_PICTURES


class PicturesInput(forms.FileInput):
    allow_multiple_selected = True


class PicturesField(forms.FileField):
    """Any number of chosen files, as a list. `cleaned` checks them."""

    widget = PicturesInput(attrs={"accept": ACCEPTED, "multiple": True})

    def clean(self, data, initial=None):
        return list(data or [])

    def has_changed(self, initial, data):
        return bool(data)


def cleaned(uploads, room=MOST_PICTURES):
    """Return (CleanPictures, sentences about what is wrong) for `uploads`, of which at most `room` may stay.

    Each picture has been scaled down to the stored size before the next one is decoded.
    """
    if len(uploads) > room:
        sentence = _("There may be %(most)d pictures at most; none of those chosen now were taken.") % {
            "most": MOST_PICTURES
        }
        return [], [sentence]
    pictures, problems = [], []
    for number, upload in enumerate(uploads, 1):
        try:
            pictures.append(clean_picture(upload, width=WIDTHS["large"], most_bytes=settings.CASE_PICTURE_MAX_BYTES))
        except ValidationError as refusal:
            words = {"number": number, "problem": " ".join(refusal.messages)}
            problems.append(_("Picture %(number)d: %(problem)s") % words)
    return pictures, problems
