"""Telephone numbers are found however they are grouped: 5550130 as 555-0130, 0000-5550100 as 00005550100."""

import re

from .grams import runs_of

LENGTHS = range(7, 16)  # digits of a number, with those of its area or country
# The groups in which people write numbers of so many digits.
GROUPS = {7: [(3, 4)], 8: [(4, 4)], 10: [(3, 3, 4), (3, 4, 3)], 11: [(3, 4, 4)]}
AREA = 4  # digits at most, before a number of the city
SMALLEST = 3  # digits of a group but the first one; those of days and times are smaller
ALONE = re.compile(r"[\d\s()（）+＋‐-―−－-]+")


def groupings_of(line):
    """Return the other groupings of the number that `line` is, as tuples of tokens; none where it is anything else."""
    typed = tuple(runs_of(line)) if ALONE.fullmatch(line) else ()
    joined = "".join(typed)
    if len(joined) not in LENGTHS or any(len(group) < SMALLEST for group in typed[1:]):
        return []
    if len(typed) == 1:
        return list(_grouped(joined))
    if len(typed) == 2 and len(typed[0]) <= AREA:
        return [(joined,), *((typed[0], *groups) for groups in _grouped(typed[1]))]
    return [(joined,)]


def _grouped(digits):
    for sizes in GROUPS.get(len(digits), ()):
        ends = [sum(sizes[: at + 1]) for at in range(len(sizes))]
        yield tuple(digits[end - size : end] for size, end in zip(sizes, ends, strict=True))
