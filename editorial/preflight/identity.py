"""身份证号码: numbers of identity cards, as GB 11643-1999 makes them."""

import datetime
import re

from django.utils.translation import gettext_lazy as _

from .numbers import GAP, RUN, PersonalNumbers, numbers_in

LENGTH = 18
WEIGHTS = [2**place % 11 for place in range(17, 0, -1)]
CHECK_CHARACTERS = "10X98765432"
RUN_WITH_X = re.compile(rf"{RUN.pattern}(?:{GAP}X(?![0-9A-Z]))?", re.IGNORECASE)


def is_identity_number(number):
    """Whether `number`, 17 digits and a check character, holds a birthday and ends as its digits demand."""
    if len(number) != LENGTH or not number[:-1].isdigit() or number[0] == "0":
        return False
    try:
        born = datetime.date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    total = sum(weight * int(digit) for weight, digit in zip(WEIGHTS, number, strict=False))
    return born.year >= 1800 and number[-1] == CHECK_CHARACTERS[total % 11]


def identity_numbers(text):
    """Yield the identity-card numbers in `text` (see `numbers.plain`)."""
    for run in RUN_WITH_X.finditer(text):
        yield from numbers_in(run[0].upper(), lambda number, lengths: is_identity_number(number))


class IdentityNumbers(PersonalNumbers):
    code, name = "identity-number", _("identity-card numbers")
    sentence = _("%(field)s: it holds an identity-card number, %(number)s.")
    numbers_of = staticmethod(identity_numbers)
