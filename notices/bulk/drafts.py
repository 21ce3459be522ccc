"""The notices that the rows of a sheet would give with the directory as it is now, with every mistake and doubt."""

from dataclasses import dataclass
from datetime import timedelta

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ..document_numbers import normalised
from ..models import Notice
from ..narrower_places import fold
from . import typed
from .columns import BY_FIELD, COLUMNS, EXAMPLE_MARK
from .known import Known
from .reading import BESIDE

HEADS = [*(column.head for column in COLUMNS), ""]
YEAR = timedelta(days=365)
TIES = {"kind", "authority", "hotline", "places"}  # fields that Known has looked up, so they need no further check


@dataclass(frozen=True)
class Mistake:
    """One mistake in a row: the head of its column ("" for the whole row), what was typed, and what to do about it."""

    head: str
    typed: str
    sentence: str


def drafts_of(sheet):
    """Return a Draft for each row of `sheet`, in four queries however many rows there are.

    A day without a year is understood from the day on which the sheet was sent. So it is still the same day when
    the editor confirms.
    """
    known, today = Known(), timezone.localdate(sheet.made_at)
    return [Draft(row, known, today) for row in sheet.rows]


class Draft:
    """One row, understood cell by cell: the unsaved notice that it would give, and the places of that notice.

    `mistakes` say why it cannot be made. `remarks` are what the editor should think of.
    """

    def __init__(self, row, known, today):
        self.line, self.cells, self.notice = row["line"], row["cells"], Notice()
        self.mistakes, self.remarks = [], []
        for column in COLUMNS:
            if column.is_needed and column.field not in self.cells:
                self._wrong(column.field, _("This must be filled in."))
        self._fill(known)
        self._fill_period(today)
        self._check()
        self.mistakes.sort(key=lambda mistake: HEADS.index(mistake.head))

    def _fill(self, known):
        notice = self.notice
        notice.title = self._take("title", typed.one_line, "")
        notice.kind = kind = self._take("kind", known.kind)
        notice.level = self._take("level", known.level, kind.level if kind else Notice.Level.ORDINARY)
        notice.authority = authority = self._take("authority", known.authority)
        notice.hotline = self._take("hotline", lambda text: known.hotline(text, authority))
        notice.document_number = self._take("document_number", normalised, "")
        notice.who = self._take("who", typed.one_line, "")
        notice.what_to_do = self._take("what_to_do", typed.steps, "")
        notice.body = self._take("body", typed.paragraphs, "")
        self.places, folded = fold(self._take("places", known.places, []))
        for place, wider in folded:
            sentence = _("“%(place)s” is left out: it lies in “%(wider)s”.")
            self.remarks.append(sentence % {"place": place, "wider": wider})

    def _fill_period(self, today):
        """Fill in the days and minutes. A day without a year is the first such day from a limit on.

        So the day of issue is at most JUST_NOW ahead, and the first day at most JUST_NOW back. The last day is not
        before the first.
        """
        notice = self.notice
        notice.issued_on = self._day("issued_on", today + typed.JUST_NOW - YEAR)
        notice.effective_from = self._day("effective_from", today - typed.JUST_NOW)
        notice.effective_until = self._day("effective_until", notice.effective_from or today)
        notice.effective_from_time = self._take("effective_from_time", typed.first_minute)
        notice.effective_until_time = self._take("effective_until_time", typed.minute)
        if "effective_until_time" in self.cells and "effective_until" not in self.cells:
            self._wrong("effective_until_time", _("Say on which day it ends at this minute."))

    def _check(self):
        if self.notice.title.startswith(EXAMPLE_MARK):
            self._wrong("title", _("This row is the template's example. Delete it."))
        if self.cells.get(BESIDE):
            self.mistakes.append(Mistake("", self.cells[BESIDE], _("This stands in a column without a head.")))
        wrong = {mistake.head for mistake in self.mistakes}
        to_check = {column.field for column in COLUMNS if column.head not in wrong} - TIES
        try:
            self.notice.clean_fields(exclude={each.name for each in Notice._meta.fields} - to_check)
            if not wrong:
                self.notice.clean()
        except ValidationError as faults:
            for name, sentences in faults.message_dict.items():
                for sentence in sentences:
                    self._wrong("" if name == NON_FIELD_ERRORS else name, sentence)

    def _wrong(self, name, sentence):
        column = BY_FIELD.get(name)
        self.mistakes.append(Mistake(column.head if column else "", self.cells.get(name, ""), sentence))

    def _take(self, name, understood, otherwise=None):
        """What the cell of the column `name` means; `otherwise` where it is empty or cannot be understood."""
        text = self.cells.get(name)
        if text is None:
            return otherwise
        try:
            return _of_fitting_length(name, understood(text))
        except ValidationError as fault:
            self._wrong(name, " ".join(fault.messages))
            return otherwise

    def _day(self, name, earliest):
        day = self._take(name, lambda text: typed.day(text, earliest))
        if day and not typed.names_a_year(self.cells[name]):
            sentence = _("%(head)s “%(typed)s” has no year; understood as %(day)s.")
            words = {"head": BY_FIELD[name].head, "typed": self.cells[name]}
            self.remarks.append(sentence % {**words, "day": date_format(day, "Y年n月j日")})
        return day


def _of_fitting_length(name, value):
    """Return `value`. Raises ValidationError where it is a text that is too long for the form of a notice."""
    limit = Notice._meta.get_field(name).max_length
    if limit and isinstance(value, str) and len(value) > limit:
        sentence = _("There are %(show_value)d characters; %(limit_value)d are the most.")
        raise ValidationError(sentence % {"show_value": len(value), "limit_value": limit})
    return value
