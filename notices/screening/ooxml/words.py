"""Reads all words of a part, whatever part it is: a body, a header, a footnote, a comment, a drawing, a chart."""

import re

from ..verdict import Refused
from .xml import Reader

# Runs within one of these are read as one: a number may be written half in bold.
PARAGRAPHS = {"p", "si", "is", "text"}
IN_A_RUN = {"t", "delText", "text"}
BREAKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
FIELD_CODES = {"instrText", "delInstrText"}
# Lengths and places of drawings; and the authors, who are taken out.
UNREAD = {"posOffset", "align", "pctWidth", "pctHeight", "pctPosHOffset", "pctPosVOffset", "author"}
SAYING = {"descr", "title", "tooltip", "displayText", "string", "prompt", "promptTitle", "error", "errorTitle", "alt"}
VALUES_OF = {"docVar", "alias", "tag", "result", "default"}
NAMES = {"author", "initials", "userName"}
# Fields that fetch something from elsewhere, start something, or hide what they say.
DANGEROUS_FIELD = re.compile(
    r"^[\s\"\\]*(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|IMPORT|INCLUDE|LINK|EMBED|DATABASE|MACROBUTTON|RD|QUOTE)\b",
    re.IGNORECASE | re.MULTILINE,
)


class Words(Reader):
    """`lines` are the words; `has_names` tells whether the part says who wrote it."""

    def __init__(self):
        super().__init__()
        self.lines, self.has_names = [], False
        self._paragraphs, self._loose, self._fields = [], [], []

    def opened(self, name, attributes):
        self.has_names = self.has_names or not NAMES.isdisjoint(attributes) or name in {"author", "person", "absPath"}
        if name in PARAGRAPHS:
            self._paragraphs.append([])
        elif name in BREAKS and self._paragraphs:
            self._paragraphs[-1].append(BREAKS[name])
        elif name in {"fldChar", "fldSimple"}:
            self._fields.append(f"\n{attributes.get('instr', '')}")
        if not SAYING.isdisjoint(attributes):
            self.lines += [attributes[key] for key in sorted(SAYING & attributes.keys())]
        if name in VALUES_OF and "val" in attributes:
            self.lines.append(attributes["val"])

    def data(self, text):
        name = self.path[-1]
        if name in FIELD_CODES:
            self._fields.append(text)
        elif name in IN_A_RUN and self._paragraphs:
            self._paragraphs[-1].append(text)
        elif name not in UNREAD:
            self._loose.append(text)

    def closed(self, name):
        if name in PARAGRAPHS:
            self.lines.append("".join(self._paragraphs.pop()))
        if self._loose:
            self.lines.append("".join(self._loose))
            self._loose = []

    def close(self):
        codes = "".join(self._fields)
        if met := DANGEROUS_FIELD.search(codes):
            raise Refused("field", name=met[1].upper())
        self.lines += codes.splitlines()
        return self
