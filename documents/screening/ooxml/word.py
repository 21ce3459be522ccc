"""DOCX: all parts are read and not only the body. People forget names in headers, footnotes and comments."""

from ..verdict import DocumentRefused
from .part_text import Words
from .xml_reader import Reader, read

CHANGES = {"ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel"}
OFF = {"0", "false", "off"}


class _Styles(Reader):
    """The styles whose text nobody sees."""

    def __init__(self):
        super().__init__()
        self.hidden, self._style = set(), ""

    def opened(self, name, attributes):
        if name == "style":
            self._style = attributes.get("styleId", "")
        elif name == "vanish" and "style" in self.path and attributes.get("val") not in OFF:
            self.hidden.add(self._style)


class _Story(Words):
    """One part of a text document. What nobody sees of it is counted, and noted in `findings`."""

    def __init__(self, hidden_styles, findings):
        super().__init__(findings)
        self.comments = self.changes = self.hidden_runs = 0
        self._hidden_styles = hidden_styles
        self._blocks, self._runs = [], []  # for each open one: is it hidden; for a run also: has it words

    def opened(self, name, attributes):
        super().opened(name, attributes)
        value, place = attributes.get("val"), self.path[-3:-1]
        if name == "p":
            self._blocks.append(False)
        elif name == "r":
            self._runs.append([bool(self._blocks) and self._blocks[-1], False])
        elif name == "pStyle" and place == ["p", "pPr"]:
            self._blocks[-1] = value in self._hidden_styles
        elif place == ["r", "rPr"] and (
            (name == "vanish" and value not in OFF) or (name == "rStyle" and value in self._hidden_styles)
        ):
            self._runs[-1][0] = True
        if name == "mailMerge":
            raise DocumentRefused("field", name="MAILMERGE")
        self.hidden_runs += name == "hidden" and place[-1:] == ["trPr"] and value not in OFF
        self.comments += name == "comment"
        self.changes += name in CHANGES

    def data(self, text):
        super().data(text)
        if self.path[-1] == "t" and self._runs and text.strip():
            self._runs[-1][1] = True

    def closed(self, name):
        super().closed(name)
        if name == "p":
            self._blocks.pop()
        elif name == "r":
            self.hidden_runs += all(self._runs.pop())

    def close(self):
        self.findings.note("comments", count=self.comments)
        self.findings.note("tracked-changes", count=self.changes)
        self.findings.note("hidden-text", count=self.hidden_runs)
        return super().close()


def readers(package, text, findings):
    """Return the function that makes the reader of a part, whatever its name, of a text document."""
    hidden = set()
    for tie in package.relationships:
        if tie.kind.lower() == "styles" and tie.target in package.parts:
            hidden |= read(package.parts[tie.target], _Styles()).hidden
    return lambda name: _Story(hidden, findings)
