"""半角标点: half-width punctuation in the midst of Chinese, where it should be full-width."""

import re

from django.utils.translation import gettext_lazy as _

from .base import WARNS, Check
from .passage import place

HAN = "\u3400-\u4dbf\u4e00-\u9fff"
# Addresses have punctuation of their own. They are hidden behind letters, which are no Chinese.
ADDRESS = re.compile(r"(?:https?://|www\.)[!-~]+", re.IGNORECASE)
# (1) and 2) count the points of a list.
COUNTER = re.compile(r"(?m)(?:^|(?<=[\s，。；：、！？,;:]))\(?(?:[0-9]{1,2}|[a-zA-Z])\)")
# Marks that have Chinese next to them, on either side. Those in 10:30, 3,000 and John, Paul do not. 55" is a size.
HALF_WIDTH = re.compile(
    rf"(?<=[{HAN}”’》）】〉])(?:[,;:?!()\"]|\.+(?![A-Za-z0-9_.]))|[,;:?!()](?=[{HAN}“‘《（【〈])|(?<![0-9])\"(?=[{HAN}])"
)
QUOTED = 3


class HalfWidthPunctuation(Check):
    code, level, name = "half-width", WARNS, _("half-width punctuation in Chinese")

    def findings(self, manuscript):
        for passage in manuscript.passages:
            count, places = 0, []
            for block in passage.blocks:
                hidden = COUNTER.sub(_hide, ADDRESS.sub(_hide, block.text))
                for met in HALF_WIDTH.finditer(hidden):
                    count += 1
                    if len(places) < QUOTED:
                        places.append(place(block.text, met.start(), met.end(), reach=4))
            if count:
                message = _("%(field)s: half-width punctuation in Chinese, %(count)d in all: %(places)s")
                yield self.found_in(passage, message, passage.text, count=count, places="　".join(places))


def _hide(met):
    return "x" * len(met[0])
