"""Moments as whole numbers. The index is kept in their order: the newest are read first, and the rest is not.

A number is the microseconds since 1900, followed by ten bits in which entries of the same microsecond differ. 64 bits
hold that until the year 2185.
"""

from datetime import UTC, datetime, timedelta

EPOCH = datetime(1900, 1, 1, tzinfo=UTC)
BITS = 10
ALWAYS, NEVER = 0, 2**63 - 1
LATEST = (NEVER >> BITS) - 1 << BITS


def number_of(moment):
    """Return the lowest number of the aware datetime `moment`, or the nearest number there is; ALWAYS for None."""
    return min(max(ALWAYS, (moment - EPOCH) // timedelta(microseconds=1) << BITS), LATEST) if moment else ALWAYS


def last_number_of(moment):
    """Return the highest number of `moment`."""
    return number_of(moment) + (1 << BITS) - 1


def moment_of(number):
    return EPOCH + timedelta(microseconds=number >> BITS)
