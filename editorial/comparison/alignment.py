"""Which members of two sequences belong together: tokens of a sentence, sentences, paragraphs."""

from bisect import bisect, insort
from collections import Counter, defaultdict
from difflib import Match, SequenceMatcher

MOST_MATCHES = 4_000  # pairs of equal members that difflib may look at; its time grows with them
MOST_MEMBERS = 8_000
MOST_LOOKS = 40  # looks at every member; what is left after so many is taken for different throughout
ALIKE = 0.3  # the share of shingles that two members must have in common
CANDIDATES = 3
NEAREST = 12  # so many of the members that hold a shingle are looked at


def is_dear(old, new):
    """Whether difflib would take too long over the two sequences."""
    if len(old) + len(new) > MOST_MEMBERS:
        return True
    in_new = Counter(new)
    return sum(count * in_new[member] for member, count in Counter(old).items()) > MOST_MATCHES


def stretches(old, new):
    """Cut two sequences into pairs (part of old, part of new), in order.

    The parts of a pair are equal, or they are different throughout. What would take too long to be looked at closely is
    left in one pair, between what both begin with and what both end with.
    """
    head = _shared(old, new)
    tail = _shared(old[head:][::-1], new[head:][::-1])
    ends = len(old) - tail, len(new) - tail
    if head:
        yield old[:head], new[:head]
    middle_old, middle_new = old[head : ends[0]], new[head : ends[1]]
    if not middle_old or not middle_new or is_dear(middle_old, middle_new):
        if middle_old or middle_new:
            yield middle_old, middle_new
    else:
        numbers = {}  # which difflib tells apart faster than what they stand for
        old_numbers, new_numbers = (
            [numbers.setdefault(member, len(numbers)) for member in part] for part in (middle_old, middle_new)
        )
        matcher = _Matcher(old_numbers, new_numbers)
        for _tag, i1, i2, j1, j2 in matcher.get_opcodes():
            yield middle_old[i1:i2], middle_new[j1:j2]
    if tail:
        yield old[ends[0] :], new[ends[1] :]


class _Matcher(SequenceMatcher):
    """The matcher of difflib, with an end.

    difflib finds one stretch after another, and looks at all members for each of them. This one stops when it has
    looked at every member MOST_LOOKS times.
    """

    def __init__(self, old, new):
        super().__init__(None, old, new, autojunk=False)
        self.looks = MOST_LOOKS * (len(old) + len(new))

    def find_longest_match(self, alo=0, ahi=None, blo=0, bhi=None):
        self.looks -= ahi - alo
        return super().find_longest_match(alo, ahi, blo, bhi) if self.looks > 0 else Match(alo, blo, 0)


def _shared(old, new):
    """Return the number of members with which both sequences begin."""
    both = zip(old, new, strict=False)
    return next((n for n, (one, other) in enumerate(both) if one != other), min(len(old), len(new)))


def paired(old, new, shingles):
    """Yield pairs (one, other) of members of two sequences that are alike and in the same order; None is no partner.

    `shingles(member)` is the set by which members are compared. Pairs must not cross. Of two that do, the less alike
    one is given up. So what was moved is removed in one place and added in another.
    """
    chosen = []
    for _likeness, i, j in _likenesses([shingles(one) for one in old], [shingles(other) for other in new]):
        at = bisect(chosen, (i, j))
        before, after = chosen[at - 1 : at] or [(-1, -1)], chosen[at : at + 1] or [(len(old), len(new))]
        if before[0][0] < i < after[0][0] and before[0][1] < j < after[0][1]:
            insort(chosen, (i, j))
    at_old = at_new = 0
    for i, j in [*chosen, (len(old), len(new))]:
        yield from ((one, None) for one in old[at_old:i])
        yield from ((None, other) for other in new[at_new:j])
        if i < len(old):
            yield old[i], new[j]
        at_old, at_new = i + 1, j + 1


def _likenesses(old, new):
    """Return [(likeness, i, j)], the most alike first, for the likeliest partners of every set in `old`.

    `i` is a place in `old`, and `j` one in `new`. Both are sequences of sets of shingles.
    """
    holders = defaultdict(list)
    for j, shingles in enumerate(new):
        for shingle in shingles:
            holders[shingle].append(j)
    found = []
    for i, shingles in enumerate(old):
        expected, votes = i * len(new) // len(old), Counter()
        for shingle in shingles:
            votes.update(_nearest(holders.get(shingle, ()), expected))
        for j, votes_for_j in votes.most_common(CANDIDATES):
            likeness = 2 * votes_for_j / (len(shingles) + len(new[j]))
            if likeness >= ALIKE:
                found.append((likeness, i, j))
    return sorted(found, key=lambda one: (-one[0], abs(one[1] - one[2])))


def _nearest(places, expected):
    """Return those of the ascending `places` that are nearest to `expected`, NEAREST at most."""
    if len(places) <= NEAREST:
        return places
    start = bisect(places, expected) - NEAREST // 2
    return places[max(start, 0) : max(start, 0) + NEAREST]
