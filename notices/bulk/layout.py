"""How a sheet of a workbook is laid out: what nobody sees of it, and which of its cells are merged."""

from openpyxl.utils import get_column_letter, range_boundaries

from documents.screening.ooxml.package import Package
from documents.screening.ooxml.sheets import is_hidden, part_of_sheet
from documents.screening.ooxml.xml_reader import Reader, read

from .columns import MOST_COLUMNS


class Layout(Reader):
    """`hidden_rows` and `hidden_columns` are numbers, however they were hidden: by hand, by a filter, by no height.

    `merged` are Areas, by the number of their first row.
    """

    def __init__(self):
        super().__init__()
        self.hidden_rows, self.hidden_columns, self.merged = set(), set(), {}
        self._row = 0

    def opened(self, name, attributes):
        if name == "row":
            self._row = int(float(attributes.get("r", self._row + 1)))
            if is_hidden(attributes, "ht"):
                self.hidden_rows.add(self._row)
        elif name == "col" and is_hidden(attributes, "width"):
            last = min(int(attributes["max"]), MOST_COLUMNS)
            self.hidden_columns.update(range(int(attributes["min"]), last + 1))
        elif name == "mergeCell":
            area = Area(*range_boundaries(attributes["ref"]))
            if area.left <= MOST_COLUMNS:
                self.merged.setdefault(area.top, []).append(area)


class Area:
    """Cells that are merged into one, of which only the first holds anything. Rows and columns are counted from 1."""

    def __init__(self, left, top, right, bottom):
        self.left, self.top, self.right, self.bottom = left, top, right, bottom

    def __str__(self):
        return f"{get_column_letter(self.left)}{self.top}:{get_column_letter(self.right)}{self.bottom}"

    @property
    def is_wide(self):
        return self.right > self.left


def layout_of(data, title):
    """Return the Layout of the sheet called `title` in the workbook `data`, bytes that were screened."""
    package = Package.opened(data)
    return read(package.parts[part_of_sheet(package, title)], Layout())
