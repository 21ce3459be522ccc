"""Days, minutes and lines as a Chinese clerk types them.

What cannot be read raises ValidationError with a sentence.
"""

import re
from datetime import date, time, timedelta

from django.core.exceptions import ValidationError
from django.utils.html import format_html_join
from django.utils.translation import gettext as _

from text.invisible import visible
from text.standard_characters import standard
from text.widths import narrow

DAY = re.compile(r"(?:(\d{4})(?:年|[-/.]))?(\d{1,2})(?:月|[-/.])(\d{1,2})[日号]?")
MINUTE = re.compile(r"(\d{1,2})(?::(\d{2})(?::00)?|[时点](?:(\d{1,2})分?)?)")
YEARS = range(1949, 2100)  # any other year is a typing error
# For a day without a year: a day that was a month ago still belongs to this year.
JUST_NOW = timedelta(days=30)


def plain(text):
    """`text` with standard characters, half-width digits and signs, and without spaces and what nobody sees."""
    return "".join(visible(narrow(standard(text))).split())


def day(text, earliest):
    """Return the day that `text` names. Without a year it is the first such day from the day `earliest` on."""
    match = DAY.fullmatch(plain(text))
    if not match:
        raise ValidationError(_("This is no day. Write 2026-11-30, 2026/11/30 or 2026年11月30日."))
    year, month, number = (int(part or 0) for part in match.groups())
    if year and year not in YEARS:
        raise ValidationError(_("The year cannot be right."))
    # Within eight years every month and day occurs, even 29 February.
    for candidate in [year] if year else range(earliest.year, earliest.year + 9):
        try:
            found = date(candidate, month, number)
        except ValueError:
            continue
        if year or found >= earliest:
            return found
    raise ValidationError(_("There is no such day in the calendar."))


def names_a_year(text):
    return DAY.fullmatch(plain(text))[1] is not None


def minute(text):
    """Return the time of day that `text` names, or None for 24:00, the end of the day."""
    match = MINUTE.fullmatch(plain(text))
    if not match:
        raise ValidationError(_("This is no time of day. Write 22:00 or 22时30分."))
    hours, minutes = int(match[1]), int(match[2] or match[3] or 0)
    if (hours, minutes) == (24, 0):
        return None
    try:
        return time(hours, minutes)
    except ValueError:
        raise ValidationError(_("There is no such time of day.")) from None


def first_minute(text):
    """Return the time of day at which something begins, as `minute` does; but nothing begins at 24:00."""
    found = minute(text)
    if found is None:
        raise ValidationError(_("24:00 is the end of a day. Write 0:00 of the next day."))
    return found


def one_line(text):
    return " ".join(text.split())


def steps(text):
    """`text` without empty lines and without spaces around each line."""
    return "\n".join(filter(None, (line.strip() for line in text.splitlines())))


def paragraphs(text):
    """Return plain `text` as HTML: one paragraph for each line."""
    return format_html_join("", "<p>{}</p>", ((line,) for line in steps(text).split("\n") if line))
