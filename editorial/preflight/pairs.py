"""引号、括号配对: quotation marks and brackets without a partner."""

import re
from collections import Counter
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from .base import WARNS, Check
from .passage import place

PAIRS = {"“": "”", "‘": "’", "《": "》", "〈": "〉", "（": "）", "【": "】", "〔": "〕", "「": "」", "『": "』"}
OPENERS = {closer: opener for opener, closer in PAIRS.items()}
MARK = re.compile(f"[{''.join([*PAIRS, *OPENERS])}\n]")
QUOTES = {"“", "‘"}
DEEPEST = 4  # nested quotations that may run on into the next paragraph
LATIN = re.compile(r"[A-Za-z0-9]")
# 1） and 二） count the points of a list.
COUNTER = re.compile(r"[\s，。；：、！？,;:“‘（][0-9A-Za-z一二三四五六七八九十]{1,3}")


class PairMark(NamedTuple):
    mark: str
    text: str  # of its block
    at: int

    @property
    def place(self):
        return place(self.text, self.at, self.at + 1)


class Reading:
    """Reads the blocks of a passage, and notes in `alone` those marks of each that have no partner.

    A quotation that runs over several paragraphs is opened anew in each of them, and closed in the last. So what is
    open at the end of a block waits for the beginning of the next one.
    """

    def __init__(self):
        self.open, self.count = [], Counter()
        self.alone = []

    def read(self, text):
        start = self._go_on(text, 0)
        if self.open and not start:
            self.give_up()
        for met in MARK.finditer(text, start):
            mark, at = met[0], met.start()
            if at < start:
                continue
            if mark == "\n":
                start = self._go_on(text, at + 1)
            elif mark in PAIRS:
                self._push(PairMark(mark, text, at))
            elif not _is_apostrophe(text, at):
                self._close(PairMark(mark, text, at))
        # Only quotations go on in the next block.
        waiting = []
        for mark in self.open:
            (waiting if mark.mark in QUOTES else self.alone).append(mark)
        self.open, self.count = waiting, Counter(mark.mark for mark in waiting)

    def give_up(self):
        """Take all marks that are open now for ones that will not be closed."""
        self.alone += self.open
        self.open, self.count = [], Counter()

    def _go_on(self, text, start):
        """Return where reading goes on: at `start`, or behind the marks there that open a waiting quotation anew."""
        if not 0 < len(self.open) <= DEEPEST:
            return start
        again = "".join(mark.mark for mark in self.open)
        if not text.startswith(again, start) or not QUOTES.issuperset(again):
            return start
        self.open = [PairMark(mark.mark, text, start + number) for number, mark in enumerate(self.open)]
        return start + len(again)

    def _push(self, mark):
        self.open.append(mark)
        self.count[mark.mark] += 1

    def _close(self, mark):
        opener = OPENERS[mark.mark]
        if not self.count[opener]:
            if not _stands_alone_rightly(mark):
                self.alone.append(mark)
            return
        while True:
            last = self.open.pop()
            self.count[last.mark] -= 1
            if last.mark == opener:
                return
            self.alone.append(last)


def _is_apostrophe(text, at):
    """Whether the mark is the one of Xi’an."""
    return text[at] == "’" and bool(LATIN.match(text, at - 1) if at else None) and bool(LATIN.match(text, at + 1))


def _stands_alone_rightly(mark):
    before = f"\n{mark.text[max(0, mark.at - 4) : mark.at]}" if mark.at < 4 else mark.text[mark.at - 4 : mark.at]
    if mark.mark == "）":
        return any(COUNTER.fullmatch(before, start) for start in range(len(before) - 1))
    return mark.mark == "’" and bool(LATIN.match(before[-1]))


class UnmatchedPairs(Check):
    code, level, name = "unmatched-pair", WARNS, _("quotation marks and brackets in pairs")

    def findings(self, manuscript):
        for passage in manuscript.passages:
            reading = Reading()
            for block in passage.blocks:
                # A subhead may interrupt a long quotation, so it is read by itself.
                if block.is_heading:
                    aside = Reading()
                    aside.read(block.text)
                    aside.give_up()
                    reading.alone += aside.alone
                else:
                    reading.read(block.text)
            reading.give_up()
            yield from self._findings_of(reading.alone, passage)

    def _findings_of(self, alone, passage):
        """Yield one finding for every block. What else is wrong in it shows when the first is put right."""
        firsts = {}
        for mark in alone:
            firsts[mark.text] = min(firsts.get(mark.text, mark), mark, key=lambda mark: mark.at)
        message = _("%(field)s: %(mark)s stands without its partner: %(place)s")
        for text, first in firsts.items():
            yield self.found_in(passage, message, text, mark=first.mark, place=first.place)
