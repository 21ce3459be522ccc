"""What people may have typed about themselves or about others. It is looked up, and kept nowhere."""

import re
import unicodedata

from text.house_numbers import HOUSE_NUMBER

from ..core.folding import fold

MOST_DIGITS = 6  # a telephone number of the city has seven, and any other number of a person has more
# They read the folded text: a licence plate, a flat as it is mostly written (3-501, 3-2-501), an account elsewhere.
PLATE = re.compile(r"[\u4e00-\u9fff][a-z][\W_]?(?=[a-z0-9]*[0-9])[a-z0-9]{5,6}(?![a-z0-9])")
FLAT = re.compile(r"(?<![0-9])[0-9]{1,3}[-–—](?:[0-9]{1,2}[-–—])?[0-9]{3,4}(?![0-9])")
ACCOUNT = re.compile(r"(?:微信|qq|wx|weixin)\W*[a-z0-9_]{4}")
SPOKEN = frozenset("两洞拐勾")  # digits as they are said on the telephone; Unicode knows the value of the others

RULES = [HOUSE_NUMBER, PLATE, FLAT, ACCOUNT]


def is_personal(text):
    """Whether `text` may hold a number of a telephone, person, card, car, house or account, or a mail address.

    Digits are counted wherever they are and in whatever script, so no separator hides a number. No rule finds a
    person's name, since it is made of words like any others.
    """
    level = fold(text)
    digits = sum(character in SPOKEN or unicodedata.numeric(character, None) is not None for character in level)
    return digits > MOST_DIGITS or "@" in level or any(rule.search(level) for rule in RULES)
