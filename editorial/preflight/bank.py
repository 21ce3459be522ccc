"""银行卡号: numbers of bank cards, as ISO/IEC 7812 makes them."""

import re

from django.utils.translation import gettext_lazy as _

from .identity import identity_numbers
from .numbers import RUN, PersonalNumbers, numbers_in

# The first digits of issuers, with the lengths of their numbers. A number of 13 to 19 digits that begins otherwise is a
# date, a barcode or a registration rather than a card.
CARD = re.compile(r"4[0-9]{12}|3[0-9]{13}|3[0-9]{14}|[34569][0-9]{15,18}")
# The groups in which people write the digits. Two telephone numbers side by side are no card.
SHAPES = {
    *((length,) for length in range(13, 20)),
    *((4, 4, 4, last) for last in range(1, 5)),
    *((4, 4, 4, 4, last) for last in range(1, 4)),
    (4, 6, 4), (4, 6, 5), (6, 10), (6, 13),
}  # fmt: skip
# A number is part of something else where letters, a path or a decimal point come right before it, or letters or a path
# right after it.
LONE_RUN = re.compile(rf"(?<![0-9A-Za-z/=_#])(?<![0-9]\.){RUN.pattern}(?P<tail>[A-Za-z_/]?)")
CREDIT_CODE_WEIGHTS = [3**place % 31 for place in range(17)]


def passes_luhn(number):
    """Whether the last digit of `number` is the check digit that the others demand."""
    digits = [int(digit) for digit in reversed(number)]
    return sum(digits[::2] + [sum(divmod(2 * digit, 10)) for digit in digits[1::2]]) % 10 == 0


def is_credit_code(number):
    """Whether `number` is a 统一社会信用代码 of digits alone (GB 32100-2015), which firms and offices publish."""
    if len(number) != 18 or number[0] not in "159":
        return False
    total = sum(weight * int(digit) for weight, digit in zip(CREDIT_CODE_WEIGHTS, number, strict=False))
    return int(number[-1]) == -total % 31


def _is_card(number, lengths):
    return (
        lengths in SHAPES and CARD.fullmatch(number) is not None and passes_luhn(number) and not is_credit_code(number)
    )


def card_numbers(text):
    """Yield the bank-card numbers in `text` (see `numbers.plain`) that are not an identity card's."""
    for run in LONE_RUN.finditer(text):
        if not run["tail"]:
            identities = set(identity_numbers(run[0]))
            yield from (number for number in numbers_in(run[0], _is_card) if number not in identities)


class BankCardNumbers(PersonalNumbers):
    code, name = "bank-card-number", _("bank-card numbers")
    sentence = _("%(field)s: it holds a bank-card number, %(number)s.")
    numbers_of = staticmethod(card_numbers)
