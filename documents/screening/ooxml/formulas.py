"""What a formula of a workbook does besides counting. One that acts or fetches is refused; a link to the web is noted.

A formula is searched as it is written, with the texts and sheet names in it. A search that took these out
first could be misled about where they end.
"""

import re

from ..links import SCHEMES, check_link
from ..verdict import DocumentRefused

# Functions that ask the network, read other files or run something: in Excel, in its old macros, in LibreOffice
# and in Google Sheets.
ACTING = (
    "WEBSERVICE", "IMAGE", "RTD", "STOCKHISTORY", "TRANSLATE", "DETECTLANGUAGE", "COPILOT", "PY", r"SQL\.REQUEST",
    "CUBE[A-Z]+", "CALL", r"REGISTER(?:\.ID)?", "EXEC", "EVALUATE", "RUN", "FOPEN", "FWRITE", "FWRITELN", "FILES",
    "DIRECTORY", r"GET\.[A-Z]+", "DDE", "INITIATE", "IMPORTXML", "IMPORTDATA", "IMPORTHTML", "IMPORTFEED",
    "IMPORTRANGE", "IMPORTTEXT", "IMPORTCSV", "GOOGLEFINANCE", "GOOGLETRANSLATE",
)  # fmt: skip
ACTS = re.compile(
    rf"(?<![A-Z0-9_])(?:{'|'.join(ACTING)})\s*\("
    rf"|_XLETA\.(?:{'|'.join(ACTING)}|HYPERLINK)\b"  # passed to another function, which calls it
    r"|\b_XLL\."  # of an add-in
    r"|\|\s*'[^']*'\s*!|\|[^\"'!|]+!"  # DDE: cmd|'/c calc'!A1
    # Another workbook; [0] is this one: [1]Sheet!A1, 'C:\[Book.xlsx]Sheet'!A1, 'file:///C:/Book.xlsx'#Sheet.A1.
    r"|\[(?!0\])[^\[\]]*\][^\[\]'\"!(),;+\-*/^&=<>\s]*!"
    r"|'[^']*(?:\[[^']*\]|://|\\)[^']*'\s*[!#]",
    re.IGNORECASE,
)
LINK = re.compile(r'(?<![A-Z0-9_])HYPERLINK\s*\(\s*(?:"((?:[^"]|"")*)")?', re.IGNORECASE)
WHOLE_HOST = re.compile(r"https?://[^/?#\s]+[/?#]", re.IGNORECASE)
SHOWN = 60  # characters of a formula in the sentence that refuses it


def check_formula(formula, findings):
    """Check a `formula` and note its links to the web.

    Raises DocumentRefused where it acts, fetches, or leads elsewhere than to the web.
    """
    # An apostrophe in a name is written twice. A search for the next apostrophe would end the name there.
    if ACTS.search(formula) or ACTS.search(formula.replace("''", "")):
        raise DocumentRefused("formula", name=formula[:SHOWN])
    for link in LINK.finditer(formula):
        address = link[1]
        if address is None:  # made up from cells, so nobody can say where it leads
            raise DocumentRefused("formula", name=formula[:SHOWN])
        is_inside = address.startswith("#")  # a place in the workbook
        goes_on = formula[link.end() :].lstrip().startswith("&") and not WHOLE_HOST.match(address)
        if (goes_on and not is_inside) or (is_inside and ("://" in address or "\\" in address)):
            raise DocumentRefused("formula", name=formula[:SHOWN])
        if not is_inside:
            check_link(address.replace('""', '"'), findings, schemes=SCHEMES)
