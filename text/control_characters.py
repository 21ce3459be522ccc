"""Characters that no text of ours keeps. They cannot be seen, and they break what is made of the text."""

import re

# They are: C0 without tab and line ends; DEL; U+2028 and U+2029, which end a line only in JavaScript; halves of a
# character; U+FFFE and U+FFFF. PostgreSQL refuses a raw NUL and a half. All of them but DEL, U+2028 and U+2029 break an
# XML feed (XML 1.0, section 2.2).
CONTROL_CHARACTERS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
