"""The lines of the first visible sheet of an XLSX workbook. Each cell is the text that a clerk sees in it."""

from io import BytesIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from openpyxl import load_workbook

from documents.screening.door import screen

from .columns import MOST_COLUMNS
from .layout import layout_of
from .seen_rows import SeenRows, some

LAST_ROW = 1_048_576


def lines_of_workbook(data, limit):
    """Return (lines, remarks) of the workbook in `data` (bytes).

    A line is (its number in the sheet, its texts). Blank lines are left out. After `limit` other lines nothing
    more is read. The remarks are sentences about what was left out or filled in. Raises ValidationError where the
    screening refuses the file, or where cells cannot be understood.
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
        return _read(screened.data, limit)
    except ValidationError:
        raise
    except Exception as error:  # openpyxl has no exceptions of its own for files that it cannot read
        raise ValidationError(_("The workbook cannot be read. Save it anew as XLSX, or as CSV UTF-8.")) from error


def _read(data, limit):
    results, formulas = _sheets(data, data_only=True), _sheets(data, data_only=False)
    chosen = next((number for number, sheet in enumerate(results) if sheet.sheet_state == "visible"), None)
    if chosen is None:
        raise ValidationError(_("No sheet of the workbook is visible."))
    seen = SeenRows(layout_of(data, results[chosen].title))
    rows = zip(_rows(results[chosen]), _rows(formulas[chosen]), strict=True)
    for number, (cells, written) in enumerate(rows, start=1):
        if len(seen.lines) == limit:
            break
        seen.take(number, cells, written)
    if faults := seen.faults():
        raise ValidationError(faults)
    return seen.lines, _left_out(results, results[chosen]) + seen.remarks()


def _sheets(data, data_only):
    book = load_workbook(BytesIO(data), read_only=True, data_only=data_only, keep_links=False, rich_text=True)
    return book.worksheets


def _rows(sheet):
    """All rows of `sheet`. The limits are given here because the file may state a wrong extent of itself."""
    return sheet.iter_rows(max_row=LAST_ROW, max_col=MOST_COLUMNS)


def _left_out(sheets, chosen):
    others = [sheet.title for sheet in sheets if sheet is not chosen and _holds_anything(sheet)]
    if not others:
        return []
    sentence = _("Only the first visible sheet was read, “%(read)s”. Not read: %(others)s.")
    return [sentence % {"read": chosen.title, "others": some([f"“{title}”" for title in others])}]


def _holds_anything(sheet):
    return any(cell.value is not None for row in _rows(sheet) for cell in row)
