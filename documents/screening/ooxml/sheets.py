"""XLSX: every cell of every sheet as it was typed, seen or hidden, with comments, headers and formulas."""

from decimal import Decimal, InvalidOperation

from ..verdict import Findings
from .formulas import check_formula
from .part_text import Words
from .xml_reader import elements

# Elements that hold formulas: in cells, names, rules for colours and input, tables, and the controls of a
# drawing.
FORMULAS = {
    "f", "definedName", "formula", "formula1", "formula2", "calculatedColumnFormula", "totalsRowFormula",
    "FmlaGroup", "FmlaLink", "FmlaMacro", "FmlaPict", "FmlaRange", "FmlaTxbx",
}  # fmt: skip
FORMULAS_IN_ATTRIBUTES = {"formula", "macro", "textlink"}
ON = {"1", "true", "on"}
LONGEST_NUMBER = 40  # characters of a number as it is stored


class _Cells(Words):
    """One part of the sheet `where`. What nobody sees of it is counted, and noted in `findings`."""

    def __init__(self, where, findings):
        super().__init__(findings)
        self.where = where
        self.hidden_rows = self.hidden_columns = self.comments = self.cached_records = 0
        self._cell, self._value = "", []

    def opened(self, name, attributes):
        super().opened(name, attributes)
        if name == "c":
            self._cell = attributes.get("t", "n")
        elif name == "row":
            self.hidden_rows += is_hidden(attributes, "ht")
        elif name == "sheetFormatPr":
            self.hidden_rows += attributes.get("zeroHeight") in ON
        elif name == "col" and is_hidden(attributes, "width"):
            self.hidden_columns += _span(attributes)
        elif name in {"comment", "threadedComment"}:
            self.comments += 1
        elif name in {"pivotCacheRecords", "pivotCacheDefinition"}:
            self.cached_records += 1
        formulas = [attributes[key] for key in sorted(FORMULAS_IN_ATTRIBUTES & attributes.keys())]
        if name == "cfvo" and attributes.get("type") == "formula":
            formulas.append(attributes.get("val", ""))
        for formula in formulas:
            check_formula(formula, self.findings)
        if name in {"s", "n", "d"} and "v" in attributes:  # what a pivot table remembers of its source
            self.lines.append(as_typed(attributes["v"]))

    def data(self, text):
        if self.path[-2:] == ["c", "v"] or self.path[-1] in FORMULAS:
            self._value.append(text)
        else:
            super().data(text)

    def closed(self, name):
        super().closed(name)
        if self._value:
            value, self._value = "".join(self._value), []
            if name in FORMULAS:
                check_formula(value, self.findings)
                self.lines.append(value)
            elif self._cell != "s":  # otherwise it is the number of a shared string
                self.lines.append(as_typed(value))

    def close(self):
        self.findings.note("hidden-rows", self.where, self.hidden_rows)
        self.findings.note("hidden-columns", self.where, self.hidden_columns)
        self.findings.note("cell-comments", self.where, self.comments)
        self.findings.note("pivot-cache", count=self.cached_records)
        return super().close()


def is_hidden(attributes, measure):
    """Whether a row or a column is hidden or, by its `measure`, has no height or width."""
    try:
        return attributes.get("hidden") in ON or float(attributes.get(measure, 1)) == 0
    except ValueError:
        return False


def _span(attributes):
    first, last = attributes.get("min", "1"), attributes.get("max", "1")
    return max(1, int(last) - int(first) + 1) if first.isdecimal() and last.isdecimal() else 1


def as_typed(value):
    """Return a stored number as somebody typed it, 13800000000 for 1.38E10; anything else as it is."""
    if len(value) > LONGEST_NUMBER or "E" not in value.upper():
        return value.removesuffix(".0")
    try:
        number = Decimal(value)
    except InvalidOperation:
        return value
    is_short_integer = number.is_finite() and -20 < number.adjusted() < 20 and number == number.to_integral_value()
    return f"{number:.0f}" if is_short_integer else value


def readers(package, text, findings):
    """Return the function that makes the reader of a part, by its name, of a workbook. The titles are in `text`."""
    titles = _titles(package, findings)
    for title in titles.values():
        text.add(title)
    return lambda name: _Cells(titles.get(name) or titles.get(_owner(name, package), ""), findings)


def part_of_sheet(package, title):
    """Return the name of the part that is the sheet called `title`."""
    return next(name for name, found in _titles(package, Findings()).items() if found == title)


def _titles(package, findings):
    """Return {name of its part: title} of all sheets. Hidden sheets are noted in `findings`."""
    targets = {tie.id: tie.target for tie in package.of(package.main)}
    titles = {}
    for _name, sheet in elements(package.parts[package.main], "sheet"):
        titles[targets.get(sheet.get("id"))] = title = sheet.get("name", "")
        if sheet.get("state", "visible").lower() != "visible":
            findings.note("hidden-sheets", title)
    return titles


def _owner(name, package):
    """Return the name of the part, a sheet, that points to `name`; None where there is none."""
    return next((tie.source for tie in package.relationships if tie.target == name), None)
