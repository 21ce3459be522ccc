"""Two texts as one line of pieces."""

from itertools import chain

from .alignment import is_dear, paired, stretches
from .change import ADDED, REMOVED, SAME, Piece
from .marks import with_marks
from .tidying import TokenRun, merged, tidied
from .tokens import sentences_of, shingles_of, text_of, words_of


def wording(old, new):
    """Return the pieces of two lists of tokens: same and removed make the old text, same and added the new.

    Up to some hundred tokens everything is looked at. A longer text is first aligned by its sentences, so that its time
    grows with its length and not with the square of it. A sentence that is too long for that is shown as replaced,
    between what both begin with and what both end with.
    """
    pieces = []
    runs = tidied(_runs(words_of(old), words_of(new)))
    for run in merged(with_marks(runs, old, new)):
        if run.is_same:
            pieces.append(Piece(text_of(run.old), SAME))
            continue
        if run.old:
            pieces.append(Piece(text_of(run.old), REMOVED))
        if run.new:
            pieces.append(Piece(text_of(run.new), ADDED))
    return pieces


def _runs(old, new):
    for one, other in stretches(old, new):
        if one == other or not one or not other or not is_dear(one, other):
            yield TokenRun(one, other)
        else:
            yield from _by_sentence(one, other)


def _by_sentence(old, new):
    for one, other in stretches(sentences_of(old), sentences_of(new)):
        old_words, new_words = [*chain.from_iterable(one)], [*chain.from_iterable(other)]
        if one == other or not is_dear(old_words, new_words):
            yield from _by_token(old_words, new_words)
            continue
        for sentence, its_like in paired(one, other, shingles_of):
            yield from _by_token(list(sentence or ()), list(its_like or ()))


def _by_token(old, new):
    """Yield the runs of two parts of sentences. What takes too long even so stays in one run."""
    for one, other in stretches(old, new):
        yield TokenRun(one, other)
