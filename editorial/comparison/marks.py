"""How words are set: bold, links, superscript and subscript.

Words are compared without these marks. Then the marks that changed are put back in.
"""

from .tidying import TokenRun
from .tokens import Mark, words_of


def with_marks(runs, old, new):
    """Yield `runs`, which cover the words of the tokens `old` and `new`, with those of their marks that changed.

    A change of words and the marks round it are looked at together. So a bold phrase that only begins with another word
    now is still the same bold.
    """
    old_line, new_line = _marked_words(old), _marked_words(new)
    changed = TokenRun([], [])
    for run in runs:
        if not run.is_same:
            changed = TokenRun(_next(old_line, len(run.old)), _next(new_line, len(run.new)))
            continue
        for word in run.old:
            yield _set(changed, next(old_line)[0], next(new_line)[0])
            yield TokenRun([word], [word])
            changed = TokenRun([], [])
    yield _set(changed, next(old_line)[0], next(new_line)[0])


def _marked_words(tokens):
    """Yield (the marks before a word, the word). No word comes after the last marks, so there it is an empty one."""
    marks = []
    for token in tokens:
        if isinstance(token, Mark):
            marks.append(token)
        else:
            yield marks, token
            marks = []
    yield marks, ""


def _next(line, count):
    """The next `count` words of `line`, with their marks, as tokens."""
    return [token for _word in range(count) for marks, word in [next(line)] for token in (*marks, word)]


def _set(changed, old_marks, new_marks):
    """Return `changed` with the marks that follow it, or without any marks if those of both versions are the same."""
    run = TokenRun([*changed.old, *old_marks], [*changed.new, *new_marks])
    marks = ([token for token in tokens if isinstance(token, Mark)] for tokens in run)
    return TokenRun(*map(words_of, run)) if next(marks) == next(marks) else run
