"""What looks like an advertisement: it is taken in and held, and only a member of the desk lets it through."""

import re

from text.widths import narrow

ENDINGS = "com|cn|net|org|top|xyz|vip|cc|info|shop|site|online|club|icu|link|io|me|tv"
LINK = re.compile(
    r"(?:https?://|www\.)[^\s\u3000-\u9fff,;]+"
    rf"|(?<![a-z0-9@._-])[a-z0-9-]{{2,}}(?:\.[a-z0-9-]+)*\.(?:{ENDINGS})(?![a-z0-9-])"
)
CHINESE = re.compile(r"[\u3400-\u9fff]")
FEW = 10  # characters: a question that needs a link to be understood has more


def is_suspect(text):
    """Whether `text` holds two different links, or one link and hardly any Chinese.

    A citizen of this city who needs a link to ask something would write more Chinese.
    """
    plain = narrow(text).lower()
    links = set(LINK.findall(plain))
    return len(links) > 1 or bool(links) and len(CHINESE.findall(plain)) < FEW
