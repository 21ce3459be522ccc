"""Reads all words of a part, whatever part it is: a body, a header, a footnote, a comment, a drawing, a chart."""

import re

from ..links import check_link, scheme_of
from ..verdict import DocumentRefused
from .xml_reader import Reader

# Runs within one of these are read as one text, because half of a number may be written in bold.
PARAGRAPHS = {"p", "si", "is", "text"}
IN_A_RUN = {"t", "delText", "text"}
BREAKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
FIELD_CODES = {"instrText", "delInstrText"}
# Lengths and positions of drawings, and the authors, which are taken out.
UNREAD = {"posOffset", "align", "pctWidth", "pctHeight", "pctPosHOffset", "pctPosVOffset", "author"}
SAYING = {"descr", "title", "tooltip", "displayText", "string", "prompt", "promptTitle", "error", "errorTitle", "alt"}
VALUES_OF = {"docVar", "alias", "tag", "result", "default"}
NAMES = {"author", "initials", "userName"}
# Fields that fetch something from elsewhere, start something, or hide what they say.
DANGEROUS_FIELD = re.compile(
    r"^(?:[^\S\n]|[\"\\])*"
    r"(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|IMPORT|INCLUDE|LINK|EMBED|DATABASE|MACROBUTTON|RD|QUOTE)\b",
    re.IGNORECASE | re.MULTILINE,
)


# The field of a link: switches, of which some take a word, and the address.
LINK_FIELD = re.compile(r"^[\s\"\\]*HYPERLINK\b(.*)", re.IGNORECASE | re.MULTILINE)
QUOTED = r'["“”](?P<quoted>(?:[^"“”\\]|\\.)*+)(?P<ends>["“”]?)'  # Word takes either sort of quotes
IN_A_LINK_FIELD = re.compile(rf"\\(?P<switch>[a-zA-Z])\b|{QUOTED}|(?P<bare>\S+)")
# The rest of a field behind a line break or an inner field. A field of its own would begin with a word or `=`.
REST_OF_A_FIELD = re.compile(rf"^[^\S\n]*{QUOTED}", re.MULTILINE)
TAKES_A_WORD = {"l", "o", "t"}


class Words(Reader):
    """Collects the words of a part.

    `lines` are the words. `has_names` says whether the part tells who wrote it. Links are noted in `findings`.
    """

    def __init__(self, findings):
        super().__init__()
        self.findings = findings
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
        if _leads_elsewhere(attributes.get("src", "")):
            raise DocumentRefused("remote", target=attributes["src"])
        if "href" in attributes:  # of a drawing; the targets of relationships are checked in `package`
            check_link(attributes["href"], self.findings)
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
            raise DocumentRefused("field", name=met[1].upper())
        for link in LINK_FIELD.finditer(codes):
            self._check_link_field(link[1])
        for rest in REST_OF_A_FIELD.finditer(codes):
            if scheme_of(rest["quoted"].strip()) or "\\" in rest["quoted"]:
                check_link(rest["quoted"], self.findings)
        self.lines += codes.splitlines()
        return self

    def _check_link_field(self, code):
        """Check the address in the code of a link field.

        A link without an address has to lead to a place in the document. An address that another field writes is
        refused.
        """
        is_inside, switch = False, ""
        for part in IN_A_LINK_FIELD.finditer(code):
            if part["switch"]:
                switch = part["switch"].lower()
                is_inside = is_inside or switch == "l"
            elif switch in TAKES_A_WORD:
                switch = ""
            elif part["quoted"] is not None and not part["ends"]:  # an inner field writes the rest of it
                raise DocumentRefused("field", name="HYPERLINK")
            else:
                return check_link(part["quoted"] or part["bare"] or "", self.findings)
        if not is_inside:
            raise DocumentRefused("field", name="HYPERLINK")
        return None


def _leads_elsewhere(address):
    return ":" in address or "\\" in address or address.startswith("//")
