"""Turns differences between tokens into differences between words and phrases."""

from itertools import groupby
from typing import NamedTuple

from .tokens import cut_between, is_whole, is_word

SMALLEST_ISLAND = 2  # tokens
SHARE_THAT_STANDS = 0.25  # of the shorter text must be the same; with less, a text was not changed but replaced
FARTHEST = 40  # tokens by which an insertion is moved at most


class TokenRun(NamedTuple):
    """Tokens of the old version, and those in their place in the new version: two lists."""

    old: list
    new: list

    @property
    def is_same(self):
        return self.old == self.new

    @property
    def size(self):
        return max(len(self.old), len(self.new))


NOTHING = TokenRun([], [])


def tidied(runs):
    runs = absorbed(slid(merged(runs)))
    whole = _as_one(runs)
    kept = sum(len(run.old) for run in runs if run.is_same)
    if kept < SHARE_THAT_STANDS * min(len(whole.old), len(whole.new)):
        return [whole]
    return runs


def merged(runs):
    """Return `runs`, with neighbours of the same sort made one. A run is the same in both versions, or changed."""
    return [_as_one(list(group)) for _is_same, group in groupby(filter(any, runs), lambda run: run.is_same)]


def _as_one(runs):
    return TokenRun([token for run in runs for token in run.old], [token for run in runs for token in run.new])


def slid(runs):
    """Return `runs`, with each pure insertion or removal moved to where a phrase begins or ends.

    The text stays the same: “小区〔居民和小区〕业主” becomes “〔小区居民和〕小区业主”.
    """
    runs = [NOTHING, *runs, NOTHING]
    for place in range(1, len(runs) - 1):
        before, edit, after = runs[place - 1 : place + 2]
        if edit.is_same or (edit.old and edit.new):
            continue
        size = edit.size
        line, start = before.old + (edit.old or edit.new) + after.old, len(before.old)
        best = max(_places(line, start, size), key=lambda at, line=line, size=size: _naturalness(line, at, at + size))
        moved = line[best : best + size]
        runs[place - 1] = TokenRun(line[:best], line[:best])
        runs[place] = TokenRun(moved, []) if edit.old else TokenRun([], moved)
        runs[place + 1] = TokenRun(line[best + size :], line[best + size :])
    return merged(runs)


def _places(line, start, size):
    """Yield where the edit of `size` tokens at `start` may be as well, so that the rest of `line` reads the same."""
    yield start
    at = start
    while at and start - at < FARTHEST and line[at - 1] == line[at + size - 1]:
        at -= 1
        yield at
    at = start
    while at + size < len(line) and at - start < FARTHEST and line[at] == line[at + size]:
        at += 1
        yield at


def _naturalness(line, start, end):
    before = line[start - 1] if start else ""
    after = line[end] if end < len(line) else ""
    return cut_between(before, line[start]) + cut_between(line[end - 1], after)


def absorbed(runs):
    """Return `runs`, with the few equal tokens between two changes, as a single 的, made part of the change.

    This is done where both changes are at least as large as what is between them.
    """
    result, wordings = [], []  # the runs, and of each whether it is a change of words
    for run in runs:
        result.append(TokenRun(list(run.old), list(run.new)))
        wordings.append(_is_wording(run))
        while len(result) > 2 and wordings[-3] and wordings[-1] and _is_island(*result[-3:]):
            left, *others = result[-3:]
            for other in others:
                left.old.extend(other.old)
                left.new.extend(other.new)
            del result[-2:], wordings[-2:]
    return result


def _is_island(left, island, right):
    """Whether the `island` between two changes of words is equal, and small beside them."""
    if not island.is_same:
        return False
    smaller = min(left.size, right.size)
    if len(island.old) > min(smaller, max(SMALLEST_ISLAND, smaller // 3)):
        return False
    return len(island.old) * 3 <= smaller or not any(is_whole(token) for token in island.old)


def _is_wording(run):
    """Whether a run changes words: not punctuation alone, and not one number for another."""
    if run.is_same or (len(run.old) == len(run.new) == 1 and is_whole(run.old[0]) and is_whole(run.new[0])):
        return False
    return any(is_word(token) for token in run.old + run.new)
