"""The lines of the first visible sheet of an XLSX workbook. Each cell is the text that a clerk sees in it."""

from datetime import date, datetime, time, timedelta
from io import BytesIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape

from documents.findings import finding_words
from documents.screening.door import screen

from .columns import MOST_COLUMNS

HIDDEN = {"hidden-rows", "hidden-columns"}
LAST_ROW = 1_048_576
MOST_NAMED = 5


def lines_of_workbook(data, limit):
    """Return (lines, remarks) of the workbook in `data` (bytes).

    A line is (its number in the sheet, its texts). Blank lines are left out. After `limit` other lines nothing
    more is read. The remarks are sentences about what was left out or hidden. Raises ValidationError where the
    screening refuses the file, or where a formula has no result.
    """
    try:
        screened = screen(BytesIO(data))
    except ValidationError as refused:
        if refused.code == "too-much-text":
            raise ValidationError(_("The file holds far too much text for one sheet of notices. Divide it.")) from None
        raise
    if screened.format != "xlsx":
        raise ValidationError(_("This is no spreadsheet. Choose an XLSX or a CSV file."))
    try:
        lines, remarks = _read(screened.data, limit)
    except ValidationError:
        raise
    except Exception as error:  # openpyxl has no exceptions of its own for files that it cannot read
        raise ValidationError(_("The workbook cannot be read. Save it anew as XLSX, or as CSV UTF-8.")) from error
    if hidden := [finding_words(finding) for finding in screened.findings if finding["code"] in HIDDEN]:
        remarks.append(_("What is hidden was read too: %s.") % "、".join(hidden))
    return lines, remarks


def _read(data, limit):
    results, formulas = _sheets(data, data_only=True), _sheets(data, data_only=False)
    chosen = next((number for number, sheet in enumerate(results) if sheet.sheet_state == "visible"), None)
    if chosen is None:
        raise ValidationError(_("No sheet of the workbook is visible."))
    lines, faulty = [], []
    rows = zip(_rows(results[chosen]), _rows(formulas[chosen]), strict=True)
    for number, (cells, written) in enumerate(rows, start=1):
        if len(lines) == limit:
            break
        faulty += [
            cell.coordinate for formula, cell in zip(written, cells, strict=True) if _has_no_result(formula, cell)
        ]
        if any(texts := [_text(cell.value) for cell in cells]):
            lines.append((number, texts))
    if faulty:
        raise ValidationError(
            _("Formulas without a result: %s. Type in what should stand there, save the file and upload it again.")
            % _some(faulty)
        )
    return lines, _left_out(results, results[chosen])


def _sheets(data, data_only):
    return load_workbook(BytesIO(data), read_only=True, data_only=data_only, keep_links=False).worksheets


def _rows(sheet):
    """All rows of `sheet`. The limits are given here because the file may state a wrong extent of itself."""
    return sheet.iter_rows(max_row=LAST_ROW, max_col=MOST_COLUMNS)


def _has_no_result(formula, cell):
    """Whether a formula gave an error or was never computed. If its result is an empty text, its type is `str`."""
    return cell.data_type == "e" or (formula.data_type == "f" and cell.value is None and cell.data_type != "str")


def _text(value):
    """Return a value as the sheet shows it: 2026-11-30 for a day, 22:00:00 for a time, 5 for the number 5.0."""
    match value:
        case None:
            return ""
        case datetime():
            return f"{value:%Y-%m-%d}" if value.time() == time.min else f"{value:%Y-%m-%d %H:%M}"
        case date():
            return value.isoformat()
        case time():
            return value.isoformat(timespec="seconds")
        case timedelta():
            minutes, seconds = divmod(round(value.total_seconds()), 60)
            return f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02}"
        case float() if value.is_integer():
            return str(int(value))
        case str():
            return unescape(value)
    return str(value)


def _left_out(sheets, chosen):
    others = [sheet.title for sheet in sheets if sheet is not chosen and _holds_anything(sheet)]
    if not others:
        return []
    sentence = _("Only the first visible sheet was read, “%(read)s”. Not read: %(others)s.")
    return [sentence % {"read": chosen.title, "others": _some([f"“{title}”" for title in others])}]


def _holds_anything(sheet):
    return any(cell.value is not None for row in _rows(sheet) for cell in row)


def _some(names):
    return "、".join(names[:MOST_NAMED]) + ("……" if len(names) > MOST_NAMED else "")
