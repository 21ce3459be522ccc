"""Characters that no text of ours keeps: they are not seen, and break what is made of the text."""

import re

# C0 but tab and newlines, DEL, the two that end a line only in JavaScript, and halves of a character. A raw
# NUL or such a half is refused by PostgreSQL; any of them breaks an XML feed (XML 1.0, section 2.2).
CONTROL_CHARACTERS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
