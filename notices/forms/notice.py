from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from editorial.forms import PublishableForm

from ..chains import Relation
from ..document_numbers import normalised
from ..models.notice import DAYS
from ..narrower_places import fold
from .fields import DayField, FirstMinuteField, MinuteField


class NoticeForm(PublishableForm):
    """What may be typed about a notice.

    `folded` are pairs of places: (the one left out, the one that covers it). `ends_with_comments` says that the
    end was left empty and is now the last day for comments.
    """

    print_limits = {"title": 30, "who": 60, "when": 60, "where": 60}
    folded, ends_with_comments = (), False

    class Meta:
        field_classes = {
            **dict.fromkeys(DAYS, DayField),
            "effective_from_time": FirstMinuteField,
            "effective_until_time": MinuteField,
        }

    def clean_document_number(self):
        return normalised(self.cleaned_data["document_number"])

    def clean_places(self):
        places = self.cleaned_data["places"]
        kept, self.folded = fold(places)
        return places.filter(pk__in=[place.pk for place in kept]) if self.folded else places

    def clean(self):
        data = super().clean()
        if self._names_last_minute() and "effective_until" in data and not data["effective_until"]:
            self.add_error("effective_until", ValidationError(_("Say on which day it ends at this minute."), "no_day"))
        self._clean_comments(data.get("comments_from"), data.get("comments_until"))
        self._end_with_comments(data)
        if self.instance.relation == Relation.EXTENDS:
            self._clean_extension(data)
        return data

    def _names_last_minute(self):
        """Whether a minute of the end was typed. 24:00 counts as one, although it is not stored."""
        return "effective_until_time" in self.fields and (self["effective_until_time"].data or "").strip()

    def _clean_comments(self, first, last):
        if last and not first and "comments_from" not in self.errors:
            self.add_error("comments_from", ValidationError(_("Say from which day comments are taken."), "no_day"))
        if first and last and last < first:
            self.add_error("comments_until", ValidationError(_("Comments cannot end before they begin."), "order"))

    def _end_with_comments(self, data):
        """Let a notice that takes comments and names no end hold until the last day for comments.

        Otherwise the deadline would be shown nowhere.
        """
        kind, begin, last = data.get("kind"), data.get("effective_from"), data.get("comments_until")
        is_left_empty = data.get("effective_until", last) is None and not self._names_last_minute()
        if kind and kind.takes_comments and begin and last and begin <= last and is_left_empty:
            data["effective_until"], self.ends_with_comments = last, True

    def _clean_extension(self, data):
        """Check that a notice which extends another has an end, and ends on no earlier day than that one."""
        before, until = self.instance.follows, data.get("effective_until")
        if "effective_until" in self.errors or "effective_until" not in data:
            return
        if until is None:
            self.add_error("effective_until", ValidationError(_("Say until when it is extended."), "required"))
        elif before.effective_until and until < before.effective_until:
            sentence = _("It extends a notice that holds until %(day)s already; name a later day.")
            words = {"day": before.effective_until}
            self.add_error("effective_until", ValidationError(sentence, "too_early", words))
