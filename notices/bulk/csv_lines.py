"""The lines of a CSV file as Chinese spreadsheets write it.

It may be UTF-8, with or without a byte order mark, or GB18030, with one of three separators. A first line sep=; names
another one; it is Excel's own, which no spreadsheet shows.
"""

import codecs
import csv
import re
from io import StringIO
from itertools import islice

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from text.standard_characters import OLD_GBK

from .columns import BY_HEAD, MOST_COLUMNS

SEPARATORS = (",", ";", "\t")
NAMED = re.compile(r'"?sep=([^"\r\n]|\\t)"?[,;\t]{0,64}\r?\n', re.IGNORECASE)
SINCE_2005 = str.maketrans(OLD_GBK)  # Python decodes GB 18030 as it was in 2000
UTF_16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)  # Excel's own “Unicode text”


def lines_of_csv(data, limit, known=BY_HEAD):
    """Return the lines of `data` (bytes) as [(number, list of texts)]. They are numbered as in a spreadsheet.

    The separator is the one that makes the most `known` heads of the first line.

    Blank lines are left out. After `limit` other lines nothing more is read. Raises ValidationError, with a
    sentence, where the file cannot be decoded or cannot be split into cells.
    """
    text = _decoded(data)
    if named := NAMED.match(text):
        text, separator = text[named.end() :], named[1].replace("\\t", "\t")
    else:
        separator = _separator(text, known)
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    lines = ((number, row[:MOST_COLUMNS]) for number, row in enumerate(reader, start=1) if any(row))
    try:
        return list(islice(lines, limit))
    except csv.Error:
        raise ValidationError(
            _("From line %d on, the file cannot be taken apart: a quotation mark is not closed, or a cell is too long.")
            % reader.line_num
        ) from None


def _decoded(data):
    encodings = ["utf-16"] if data.startswith(UTF_16_MARKS) else ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
            return text.translate(SINCE_2005) if encoding == "gb18030" else text
        except UnicodeDecodeError:
            continue
    raise ValidationError(
        _("The characters of the file cannot be read: it is neither UTF-8 nor GB18030. Save it as XLSX or CSV UTF-8.")
    )


def _separator(text, known):
    """The separator with which the first line holds the most known heads."""
    first = text.partition("\n")[0]
    return max(SEPARATORS, key=lambda mark: sum(head.strip('" \r') in known for head in first.split(mark)))
