"""The cells of a workbook as a clerk sees them: the text, and whether it is struck through."""

import re
from datetime import date, datetime, time, timedelta

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.utils.escape import unescape

ASIDE = re.compile(r'"[^"]*"|\[[^\[\]]*\]')  # in a format: words that are shown as they are, colours and languages
ZEROS = re.compile(r"0{2,18}")


def text_of(cell):
    """Return the text of `cell` as the sheet shows it: 2026-11-30 for a day, 22:00:00 for a time, 5 for the number 5.0.

    A number is shown as a percentage, or with zeros in front, where its format says so.
    """
    match cell.value:
        case None:
            return ""
        case datetime() as value:
            return _moment(value, _format_of(cell))
        case date() as value:
            return value.isoformat()
        case time() as value:
            return value.isoformat(timespec="seconds")
        case timedelta() as value:
            minutes, seconds = divmod(round(value.total_seconds()), 60)
            return f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02}"
        case bool() as value:
            return str(value).upper()
        case int() | float() as value:
            return _number(value, _format_of(cell))
        case value:
            return unescape(str(value))


def has_no_result(formula, cell):
    """Whether a formula gave an error or was never computed. If its result is an empty text, its type is `str`."""
    return cell.data_type == "e" or (formula.data_type == "f" and cell.value is None and cell.data_type != "str")


def is_struck(cell):
    """Whether any part of what `cell` holds is struck through."""
    font = _styled(cell, "font")
    if isinstance(cell.value, CellRichText):
        return any(run.font.strike if isinstance(run, TextBlock) else font and font.strike for run in cell.value if run)
    return bool(font and font.strike)


def _moment(value, form):
    """A moment as its format shows it: a day alone, a time alone, or both."""
    has_day, has_time = re.search("[yd]", form), re.search("[hs]", form)
    if has_time and not has_day:
        return f"{value:%H:%M:%S}"
    return f"{value:%Y-%m-%d %H:%M}" if has_time and value.time() != time.min else f"{value:%Y-%m-%d}"


def _number(value, form):
    if "%" in form:
        return f"{value * 100:.15g}%"
    if ZEROS.fullmatch(form) and value == int(value):
        return f"{int(value):0{len(form)}}"
    return str(int(value)) if value == int(value) else f"{value:.15g}"


def _format_of(cell):
    return ASIDE.sub("", _styled(cell, "number_format") or "").lower()


def _styled(cell, name):
    """What the style of `cell` says of `name`; None where the workbook lacks the style that the cell names."""
    try:
        return getattr(cell, name)
    except IndexError:
        return None
