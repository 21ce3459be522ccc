"""Document numbers (文号). Each is written in one way only, so that it is found however it was typed.

The form is that of GB/T 9704—2012, 7.2.5: the issuer's code, the full year in 〔〕, a number without leading
zeros and without 第, and 号 after it: 青水〔2026〕15号.
"""

import re

from text.invisible import visible

DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
YEAR = re.compile(r"[(（\[［【〔{｛〖]((?:19|20)\d\d)[)）\]］】〕}｝〗]")
FORM = re.compile(r"[^\W\d_][\w（）]*〔(?:19|20)\d\d〕[1-9]\d*号")


def normalised(text):
    """Return the document number `text` as it is stored: the year in 〔〕, half-width digits, no blanks."""
    return YEAR.sub(r"〔\1〕", "".join(visible(text).split()).translate(DIGITS))


def is_regular(number):
    """Whether `number` has the form that the standard gives to the documents of offices."""
    return FORM.fullmatch(number) is not None


def has_year(number):
    """Whether `number`, normalised, is (a part of) a document number and not some other words."""
    return YEAR.search(number) is not None
