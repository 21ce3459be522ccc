"""The newsroom's own list: 禁用词 may not be printed, 易错词 have a right form."""

import re

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .base import BLOCKS, WARNS, Check
from .passage import place
from .watched_word import WatchedWord

LATIN = re.compile(r"[0-9A-Za-z]")


def occurrences(word, instead, text):
    """Yield the positions of `word` in `text`.

    Within its own right form `instead`, and within a longer Latin word, it does not count.
    """
    if word not in text:
        return
    # Where the word is in its right form: 青禾 is at the start of 青禾市.
    offsets = [met.start() for met in re.finditer(f"(?={re.escape(word)})", instead)]
    for met in re.finditer(re.escape(word), text):
        start, end = met.span()
        is_right = any(text.startswith(instead, start - offset) for offset in offsets if offset <= start)
        is_longer = _is_one_word(text, start) or _is_one_word(text, end)
        if not is_right and not is_longer:
            yield start


def _is_one_word(text, at):
    """Whether a Latin word goes on from one side of `at` to the other."""
    return 0 < at < len(text) and bool(LATIN.match(text[at - 1]) and LATIN.match(text[at]))


class ListedWords(Check):
    """A check that meets those words of the list for which `which` holds. `sentence` says what is wrong with one."""

    which = Q()
    sentence = ""

    def passages(self, manuscript):
        """Return the passages that it reads."""
        return manuscript.passages

    def findings(self, manuscript):
        passages = self.passages(manuscript)
        listed = list(WatchedWord.objects.filter(self.which)) if passages else []
        for passage in passages:
            for watched in listed:
                yield from self._first_finding(watched, passage)

    def _first_finding(self, watched, passage):
        for start in occurrences(watched.word, watched.instead, passage.plain):
            where = place(passage.plain, start, start + len(watched.word))
            words = {"field": passage.label, "word": watched.word, "instead": watched.instead, "place": where}
            message = self.sentence % words
            if watched.note:
                message = _("%(sentence)s (%(note)s)") % {"sentence": message, "note": watched.note}
            yield self.found(message, passage.field, watched.word)
            return


class ForbiddenWords(ListedWords):
    code, level, name = "forbidden-word", BLOCKS, _("forbidden words")
    which = Q(instead="")
    sentence = _("%(field)s: “%(word)s” may not be printed: %(place)s")

    def passages(self, manuscript):
        return [*manuscript.passages, *manuscript.enclosed]


class WrongWords(ListedWords):
    code, level, name = "wrong-word", WARNS, _("words in their wrong form")
    which = ~Q(instead="")
    sentence = _("%(field)s: “%(word)s” should be “%(instead)s”: %(place)s")
