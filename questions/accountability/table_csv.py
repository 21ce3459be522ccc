"""The table of a month as a file: one line for each authority, every number in a column of its own."""

from django.utils.translation import gettext_lazy as _

from spreadsheet.download import spreadsheet

# What stands in each column after the month and the authority, and the head of the column.
COLUMNS = {
    "received": _("questions received"),
    "in_time": _("answered in time"),
    "late": _("answered late"),
    "overdue": _("overdue without an answer"),
    "no_answer": _("closed without an answer"),
    "pending": _("open, in time"),
    "percent_in_time": _("in time, percent"),
    "median_days": _("median days"),
    "rated": _("askers who rated"),
    "solved": _("of them: solved"),
    "promises_kept": _("promises kept"),
    "promises_kept_late": _("promises kept late"),
    "promises_broken": _("promises broken"),
    "promises_open": _("promises open"),
}


def exported(month, rows):
    """Return the response that holds `rows`, the Figures of `month`."""
    lines = ([f"{month:%Y-%m}", figures.authority.name, *_numbers(figures)] for figures in rows)
    return spreadsheet(f"accountability-{month:%Y-%m}.csv", [_("month"), _("authority"), *COLUMNS.values()], lines)


def _numbers(figures):
    numbers = [getattr(figures, name) for name in COLUMNS]
    return ["" if number is None else number for number in numbers]
