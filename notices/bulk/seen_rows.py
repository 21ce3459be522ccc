"""Which rows and cells of a sheet are read: those that it shows.

What is hidden, by hand or by a filter, is not read, because nobody who looks at the sheet means to send it. Nor is a
row that is struck through, because that says “deleted”. Both are told by their numbers; whoever wants them shows them,
or takes the line off, and uploads the file again. Where only a part of a row is struck through, nobody can tell what is
meant, so the file is given back with the names of the cells.

What is merged over several rows holds for each of them, as it looks. What is merged over several columns does not say
which of them it belongs to, and is given back too.
"""

from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

from .cells import has_no_result, is_struck, text_of

MOST_NAMED = 5


class SeenRows:
    """Takes the rows of a sheet one after another. `lines` are those that are read: [(number, texts)]."""

    def __init__(self, layout):
        self.layout, self.lines = layout, []
        self._open = {}  # {column: (the Area that reaches down from above, its text, its name where it is struck)}
        self._hidden, self._struck, self._hidden_heads = [], [], []
        self._without_result, self._half_struck, self._wide = [], [], []
        self._filled = {}  # Areas, each once

    def take(self, number, cells, written):
        """Take the row `number`: its `cells` with the results of formulas, and those `written` with the formulas."""
        if not any(cell.value is not None for cell in written):
            return
        seen = [index for index in range(len(cells)) if index + 1 not in self.layout.hidden_columns]
        texts = [text_of(cell) if index in seen else "" for index, cell in enumerate(cells)]
        filled = [index for index in seen if texts[index].strip()]
        failed = [index for index in seen if has_no_result(written[index], cells[index])]
        struck = [index for index in filled if is_struck(cells[index])]
        if number == 1:
            self._hidden_heads = [
                f"“{head}”" for index, cell in enumerate(cells) if index not in seen and (head := text_of(cell).strip())
            ]
        else:
            self._open_areas(number, texts, struck)
            if not filled and not failed:
                return
            if number in self.layout.hidden_rows:
                self._hidden.append(number)
                return
            if len(struck) == len(filled) and not failed:
                self._struck.append(number)
                return
            self._fill(number, texts)
        self._without_result += [cells[index].coordinate for index in failed]
        self._half_struck += [cells[index].coordinate for index in struck]
        self._wide += [area for area in self.layout.merged.get(number, ()) if area.is_wide and texts[area.left - 1]]
        self.lines.append((number, texts))

    def _open_areas(self, number, texts, struck):
        """Note what is merged from this row down. A head that is merged with what is under it stays a head."""
        for area in self.layout.merged.get(number, ()):
            if not area.is_wide and (text := texts[area.left - 1]):
                name = f"{get_column_letter(area.left)}{number}" if area.left - 1 in struck else ""
                self._open[area.left] = area, text, name

    def _fill(self, number, texts):
        for column, (area, text, struck_name) in list(self._open.items()):
            if area.bottom < number:
                del self._open[column]
            elif area.top < number and not texts[column - 1]:
                texts[column - 1] = text
                self._filled[area] = None
                if struck_name and struck_name not in self._half_struck:
                    self._half_struck.append(struck_name)

    def faults(self):
        """Return a sentence for each sort of cell that cannot be understood, with the names of the cells."""
        in_heads = [str(area) for area in self._wide if area.top == 1]
        below = [str(area) for area in self._wide if area.top > 1]
        return _told(
            (
                _("Formulas without a result: %s. Type in what should stand there, save the file and upload it again."),
                self._without_result,
            ),
            (
                _("The first line has merged cells: %s. It has to hold a head for each column, and no headline."),
                in_heads,
            ),
            (_("Merged cells: %s. They do not say which column is meant. Split them and fill in each."), below),
            (
                _("Struck through: %s. Delete what is not meant, or the whole row; elsewhere take the line off."),
                self._half_struck,
            ),
        )

    def remarks(self):
        """Return sentences about what was not read or was filled in."""
        return _told(
            (_("Hidden lines (perhaps by a filter) were not read: %s. To have them read, show them."), self._hidden),
            (_("Hidden columns were not read: %s. To have them read, show them."), self._hidden_heads),
            (_("Lines that are struck through were not read: %s. To have them read, take it off."), self._struck),
            (_("Merged cells were read for each of their lines: %s."), [str(area) for area in self._filled]),
        )


def _told(*sentences):
    """Return each of `sentences`, pairs of a sentence and what it names, that has anything to name."""
    return [sentence % some(_spans(named)) for sentence, named in sentences if named]


def _spans(named):
    """Return names as they are, and ascending numbers as texts: those that follow one another together, 5 to 9."""
    spans = []
    for each in named:
        if isinstance(each, int) and spans and spans[-1][1] == each - 1:
            spans[-1][1] = each
        else:
            spans.append([each, each])
    return [
        str(first) if first == last else _("%(first)d to %(last)d") % {"first": first, "last": last}
        for first, last in spans
    ]


def some(names):
    return "、".join(names[:MOST_NAMED]) + ("……" if len(names) > MOST_NAMED else "")
