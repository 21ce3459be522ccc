"""不通用的字符: characters that look right here, or like nothing, and are neither found, copied nor shown elsewhere."""

import re
from collections import defaultdict

from django.utils.translation import gettext_lazy as _

from text.invisible import INVISIBLE, stray_in
from text.standard_characters import STANDARD

from .base import WARNS, Check
from .passage import place

QUOTED = 3
BOX = "▯"  # stands for what nobody sees
LOST = "\ufffc\ufffd"  # put in by programs for what they could not paste or not read
PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
UNSEEN = re.compile(f"[\x7f-\x9f{''.join(sorted(INVISIBLE))}]")
ODD = re.compile(f"{UNSEEN.pattern}|{PRIVATE.pattern}|[{LOST}{''.join(map(re.escape, STANDARD))}]")
SENTENCES = {
    "standard": _(
        "%(field)s: %(count)d characters come from an old font or a PDF, and elsewhere are not shown or not found. "
        "Write the usual ones: %(places)s"
    ),
    "private": _(
        "%(field)s: %(count)d characters are shown on some computers alone (made by somebody, or of a font of icons). "
        "Write others: %(places)s"
    ),
    "lost": _("%(field)s: %(count)d characters were lost on the way here. Look at the original: %(places)s"),
    "unseen": _(
        "%(field)s: %(count)d characters that nobody sees, in the way of search and copying. Delete them (here ▯), "
        "with their neighbours if need be, and type these anew: %(places)s"
    ),
}


class OddCharacters(Check):
    code, level, name = "odd-characters", WARNS, _("characters that do not travel")

    def findings(self, manuscript):
        for passage in manuscript.passages:
            met = defaultdict(list)
            for block in passage.typed:
                for sort, words in odd_characters(block.text):
                    met[sort].append(words)
            for sort, words in met.items():
                places = "　".join(words[:QUOTED])
                yield self.found_in(passage, SENTENCES[sort], f"{sort} {passage.text}", count=len(words), places=places)


def odd_characters(text):
    """Yield (its sort, a key of SENTENCES; the words around it) for each odd character in `text`."""
    shown, stray = ODD.sub(_shown, text), set(stray_in(text))
    for met in ODD.finditer(text):
        sort, at = _sort_of(met[0]), met.start()
        if met[0] in INVISIBLE and at not in stray:
            continue
        words = place(shown, at, at + 1, reach=4)
        if sort == "standard":
            words = _("“%(instead)s” in %(place)s") % {"instead": STANDARD[met[0]], "place": words}
        yield sort, words


def _sort_of(character):
    if character in STANDARD:
        return "standard"
    if character in LOST:
        return "lost"
    return "private" if PRIVATE.match(character) else "unseen"


def _shown(met):
    """The odd character as it can be read in a report, whatever the font."""
    return met[0] if met[0] in LOST else STANDARD.get(met[0], BOX)
