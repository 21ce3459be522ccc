"""Long numbers as people type them: full-width digits, groups with spaces or dashes between them."""

import re

from text.invisible import INVISIBLE, SPACES

from .base import BLOCKS, Check

DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d"
PLAIN = str.maketrans(
    {
        **{chr(0xFF10 + digit): str(digit) for digit in range(10)},
        **dict.fromkeys(SPACES, " "),
        **dict.fromkeys(DASHES, "-"),
        **dict.fromkeys(INVISIBLE),
        "＋": "+",
        "Ｘ": "X",
        "ｘ": "x",
    }
)
# The groups of one number are no further apart. It is possessive, like what is built on it, so that digits are read
# once.
GAP = r"[ -]{0,3}+"
RUN = re.compile(rf"[0-9](?:{GAP}[0-9])*+")
LONGEST = 19  # digits


def plain(text):
    """Return `text` with ASCII digits, spaces and dashes in place of all others, and nothing invisible."""
    return text.translate(PLAIN)


def numbers_in(run, is_wanted):
    """Yield every number that is wanted and is made of whole groups of `run`, one after another.

    `is_wanted` takes the digits and the lengths of their groups. Of two numbers that begin together, the longer one is
    meant. No digit belongs to two numbers.
    """
    groups = re.findall(r"[0-9X]+", run)
    start = 0
    while start < len(groups):
        number, lengths, met = "", (), None
        for group in groups[start : start + LONGEST]:
            number, lengths = number + group, (*lengths, len(group))
            if len(number) > LONGEST:
                break
            if is_wanted(number, lengths):
                met = number, len(lengths)
        if met:
            yield met[0]
        start += met[1] if met else 1


class PersonalNumbers(Check):
    """A check that meets the numbers of people, which no text that others read may hold.

    A subclass says which numbers, and what is said of them.
    """

    level, is_personal = BLOCKS, True
    numbers_of = None  # a function that yields the numbers in a text (see `plain`)
    sentence = ""  # with %(field)s, and with %(number)s as it may be shown

    def public_numbers(self):
        """Return those numbers that are nobody's secret. This is called only where something was met."""
        return ()

    def findings(self, manuscript):
        met = [
            (passage, number)
            for passage in [*manuscript.passages, *manuscript.enclosed]
            for block in passage.blocks
            for number in self.numbers_of(plain(block.text))
        ]
        public = self.public_numbers() if met else ()
        for passage, number in met:
            if number not in public:
                yield self.found_in(passage, self.sentence, number, number=masked(number))


def masked(number):
    """Return so much of `number` that an editor can find it, and nobody else can use it."""
    return f"{number[:3]}{'•' * (len(number) - 5)}{number[-2:]}"
