"""The table of a month as a file: one line for each authority, every number in a column of its own."""

from django.utils.translation import gettext as _

from spreadsheet.download import spreadsheet


def exported(month, rows):
    """Return the response that holds `rows`, the Figures of `month`."""
    heads = [
        _("month"),
        _("authority"),
        _("questions received"),
        _("answered in time"),
        _("answered late"),
        _("overdue without an answer"),
        _("closed without an answer"),
        _("open, in time"),
        _("in time, percent"),
        _("median days"),
        _("askers who rated"),
        _("of them: solved"),
        _("promises kept"),
        _("promises kept late"),
        _("promises broken"),
        _("promises open"),
    ]
    return spreadsheet(f"accountability-{month:%Y-%m}.csv", heads, (_cells(month, figures) for figures in rows))


def _cells(month, figures):
    return [
        f"{month:%Y-%m}",
        figures.authority.name,
        figures.received,
        figures.in_time,
        figures.late,
        figures.overdue,
        figures.no_answer,
        figures.pending,
        "" if figures.percent_in_time is None else figures.percent_in_time,
        "" if figures.median_days is None else figures.median_days,
        figures.rated,
        figures.solved,
        figures.promises_kept,
        figures.promises_kept_late,
        figures.promises_broken,
        figures.promises_open,
    ]
