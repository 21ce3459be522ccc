"""What a formula of a workbook does besides counting: what acts or fetches is refused, what leads to the web is told.

A formula is looked at as it is written, texts and names of sheets within it too: whoever takes them out first can be
led astray about where they end.
"""

import re

from ..links import SCHEMES, check_link
from ..verdict import DocumentRefused

# Ask the network, read other files, run something: of Excel, of its old macros, of LibreOffice and Google's tables.
ACTING = (
    "WEBSERVICE", "IMAGE", "RTD", "STOCKHISTORY", "TRANSLATE", "DETECTLANGUAGE", "COPILOT", "PY", r"SQL\.REQUEST",
    "CUBE[A-Z]+", "CALL", r"REGISTER(?:\.ID)?", "EXEC", "EVALUATE", "RUN", "FOPEN", "FWRITE", "FWRITELN", "FILES",
    "DIRECTORY", r"GET\.[A-Z]+", "DDE", "INITIATE", "IMPORTXML", "IMPORTDATA", "IMPORTHTML", "IMPORTFEED",
    "IMPORTRANGE", "IMPORTTEXT", "IMPORTCSV", "GOOGLEFINANCE", "GOOGLETRANSLATE",
)  # fmt: skip
ACTS = re.compile(
    rf"(?<![A-Z0-9_])(?:{'|'.join(ACTING)})\s*\("
    rf"|_XLETA\.(?:{'|'.join(ACTING)}|HYPERLINK)\b"  # handed to another function, which calls it
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
    """Refuse a `formula` that acts, fetches, or leads elsewhere than to the web, and note its links to the web.

    Raises DocumentRefused.
    """
    # An apostrophe in a name is written twice, and would end the name for whoever looks for the next one.
    if ACTS.search(formula) or ACTS.search(formula.replace("''", "")):
        raise DocumentRefused("formula", name=formula[:SHOWN])
    for link in LINK.finditer(formula):
        address = link[1]
        if address is None:  # put together out of cells: nobody can say where it leads
            raise DocumentRefused("formula", name=formula[:SHOWN])
        is_inside = address.startswith("#")  # a place in the workbook
        goes_on = formula[link.end() :].lstrip().startswith("&") and not WHOLE_HOST.match(address)
        if (goes_on and not is_inside) or (is_inside and ("://" in address or "\\" in address)):
            raise DocumentRefused("formula", name=formula[:SHOWN])
        if not is_inside:
            check_link(address.replace('""', '"'), findings, schemes=SCHEMES)
