"""The template to fill in, with the heads and two rows of example: as CSV, and as XLSX with the days kept as text."""

import csv
from io import BytesIO, StringIO

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from documents.models import CONTENT_TYPES
from spreadsheet.download import BYTE_ORDER_MARK

from ..models import Kind
from ..models.level import Level
from .columns import COLUMNS
from .reading import MOST_ROWS

AS_TEXT = "@"  # without it Excel would turn what is typed into its own dates
LONGEST_LIST = 255  # characters of all choices that a cell offers (ECMA-376, dataValidation)
CSV_TYPE = "text/csv; charset=utf-8"


def _rows():
    return [[column.head for column in COLUMNS], *zip(*(column.examples for column in COLUMNS), strict=True)]


def as_csv():
    text = StringIO(newline="")
    csv.writer(text).writerows(_rows())
    return (BYTE_ORDER_MARK + text.getvalue()).encode()


def as_xlsx():
    book = Workbook()
    sheet = book.active
    sheet.title, sheet.freeze_panes = _("Notices"), "B2"
    for row in _rows():
        sheet.append(row)
    for cells, column in zip(sheet.iter_cols(max_row=MOST_ROWS + 1), COLUMNS, strict=True):
        sheet.column_dimensions[get_column_letter(cells[0].column)].width = column.width
        for cell in cells:
            cell.number_format, cell.alignment = AS_TEXT, Alignment(wrap_text=True, vertical="top")
        cells[0].font = Font(bold=True)
        _offer(sheet, cells, column.field)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _offer(sheet, cells, field):
    """Let the cells below a head offer what there is to choose from, if the list is short enough."""
    choices = {"kind": Kind.objects.values_list("name", flat=True), "level": [str(label) for label in Level.labels]}
    listed = ",".join(choices.get(field, []))
    if listed and len(listed) <= LONGEST_LIST and '"' not in listed:
        offer = DataValidation(type="list", formula1=f'"{listed}"', allow_blank=True, showErrorMessage=False)
        offer.add(f"{cells[1].coordinate}:{cells[-1].coordinate}")
        sheet.add_data_validation(offer)


FORMATS = {"csv": (as_csv, CSV_TYPE), "xlsx": (as_xlsx, CONTENT_TYPES["xlsx"])}
