"""Characters that cannot be written in XML 1.0 (section 2.2)."""

import re

UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def writable(text):
    """Return `text` without the characters that XML cannot hold."""
    return UNWRITABLE.sub("", str(text))
