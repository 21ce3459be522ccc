"""Whether the work that a text makes grows as the text does, whatever is in it.

What is asserted is the ratio of two times of one run, never a time: four times the text, at most 6.25 times the work,
which is 2.5 for twice. Work that grows with the square makes it 16. The two are taken right after one another, the
shortest of several, and anew if they do not fit, since another process may have had the machine meanwhile.
"""

import gc
import time

SIZES = [1_024, 4_096, 16_384]  # characters, each four times the one before
DEEP_SIZES = [*SIZES, 65_536]
MOST_GROWTH = 6.25
WORTH_A_LOOK = 0.005  # seconds; what is less is mostly the noise of the clock
ENOUGH = 0.04  # seconds, after which a larger text tells nothing new
ROUNDS = 12


def grows_too_fast(work, made_of, sizes=SIZES):
    """Return the size at which the time of `work` grows faster than its text, `made_of(size)`, or None."""
    small = made_of(sizes[0])
    for size in sizes[1:]:
        large = made_of(size)
        took = seconds_of(work, large)
        if took > WORTH_A_LOOK and not any(_is_in_step(work, small, large) for _round in range(ROUNDS)):
            return size
        if took > ENOUGH:
            return None
        small = large
    return None


def _is_in_step(work, small, large):
    short = min(seconds_of(work, small) for _time in range(2))
    return seconds_of(work, large) <= max(WORTH_A_LOOK, MOST_GROWTH * short)


def seconds_of(work, text):
    """How long `work(text)` keeps this process at work, whatever else the machine or the collector of garbage does."""
    gc.disable()
    try:
        began = time.process_time()
        work(text)
        return time.process_time() - began
    finally:
        gc.enable()
