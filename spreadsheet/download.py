"""Tables for Excel: streamed, however long, and safe to open."""

import csv
from itertools import chain
from unicodedata import category

from django.http import StreamingHttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

BYTE_ORDER_MARK = "\ufeff"  # Excel recognises UTF-8 by it
FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")  # also behind blanks, which some programs take off
BLANK = ("Z", "C")  # Unicode's categories: separators, controls, marks that are not seen


class Echo:
    """A file for csv.writer that gives back what is written to it."""

    def write(self, line):
        return line


def spreadsheet(name, heads, rows):
    """Return the response that streams a CSV file called `name`: first the line `heads`, then `rows`.

    Each line is a list of cells. Where a row fails on the way, the last line says that the file is not whole: by then
    the answer has begun, and not every server can tell the browser that it broke off.
    """
    writer = csv.writer(Echo())
    lines = (writer.writerow([safe(cell) for cell in row]) for row in chain([heads], _saying_where_it_broke(rows)))
    response = StreamingHttpResponse(chain([BYTE_ORDER_MARK], lines), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response


def _saying_where_it_broke(rows):
    try:
        yield from rows
    except Exception:
        yield [_("The download broke off here: this file is not whole. Download it once more.")]
        raise


def safe(cell):
    """Return the text of `cell`, with an apostrophe in front where a spreadsheet would take it for a formula."""
    text = str(cell)
    first = next((letter for letter in text if not category(letter).startswith(BLANK)), "")
    is_plain = not text.startswith(("\t", "\r", "\n")) and first not in FORMULA_STARTS
    return text if is_plain else f"'{text}"
