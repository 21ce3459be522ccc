"""Published answers that look like what somebody is about to ask.

Texts are compared by the pairs of neighbouring characters that they have in common. Rare pairs weigh more.
"""

import re
from collections import Counter
from math import log, sqrt

from django.db.models.functions import Left

from text.invisible import visible
from text.widths import narrow

from .models import Answer

NEWEST = 1000  # published answers that are looked through
LONGEST = 200  # characters of each text: by then it has said what it is about
LIKENESS = 0.2  # from 0, nothing in common, to 1
FEWEST = 2  # pairs in common: one alone may be chance
# Among a handful of answers no pair can look rare. So the weights are computed as if there were so many more.
OTHERS = 50
# Words that any question may hold. Longer ones come first, because the first that matches is taken out.
ORDINARY = re.compile(
    "为什么|什么时候|什么|怎么办|怎么样|怎么|怎样|如何|请问|您好|你好|谢谢|哪里|哪儿|哪个|多少|多久|能不能|可不可以|可以|是不是"
    "|有没有|没有|我们|你们|他们|我家|咱们|这个|那个|这里|那里|现在|最近|问题|希望|一下|一个|已经|因为|所以|但是|需要|应该|知道|解决"
    "|帮忙|帮我|办理|办|记者|晚报|市民|居民|小区|附近|今天|昨天|还是|还|的|了|吗|呢|吧|啊|是|在|和|也|都|就|我|你|您|他|她|要|去|有|不|被|给|到|想|能|会|很|把|让|对"
)
QUOTES = re.compile("[“”‘’\"'《》「」]")  # whoever asks writes “小绿”卡 as 小绿卡
GAPS = re.compile(r"[^0-9a-z\u3400-\u9fff]+")


def answers_like(text, most=5):
    """Return at most `most` published answers that look like `text`, the most similar first. The list may be empty."""
    asked = pairs(plain(text[:LONGEST]))
    if not asked:
        return []
    newest = Answer.objects.published().newest_first().values_list("pk", "title", Left("question", LONGEST))[:NEWEST]
    counts, candidates = Counter(), {}
    for pk, title, question in newest:
        whole = plain(f"{title} {question}")
        # This test is quick and lets a little too much pass. What passes is compared closely below.
        common = asked.intersection(zip(whole, whole[1:], strict=False))
        counts.update(common)
        if len(common) >= FEWEST:
            candidates[pk] = pairs(plain(title)), pairs(whole)
    # A pair that occurs in few answers weighs more.
    rarest = log(len(newest) + OTHERS)
    weights = {pair: rarest - log(max(1, counts[pair])) for pair in asked}
    # The headline says what an answer is about. Without a common pair in the headline it is about something else.
    found = {
        pk: max(_likeness(weights, rarest, title), _likeness(weights, rarest, whole))
        for pk, (title, whole) in candidates.items()
        if title & asked and len(whole & asked) >= FEWEST
    }
    likest = sorted((pk for pk in found if found[pk] >= LIKENESS), key=found.__getitem__, reverse=True)[:most]
    answers = Answer.objects.only("title", "publish_at").in_bulk(likest)
    return [answers[pk] for pk in likest]


def _likeness(weights, rarest, other):
    """How similar the set of pairs `other` is to those in `weights`: their cosine."""
    common = sum(weights[pair] for pair in other & weights.keys())
    return common / sqrt(sum(weights.values()) * rarest * len(other)) if other else 0


def plain(text):
    """Return `text` as half-width small letters, digits and Chinese. Everything else becomes a space."""
    return GAPS.sub(" ", QUOTES.sub("", narrow(visible(text)).lower()))


def pairs(text):
    """Return the pairs of neighbouring characters in plain `text`, without the ORDINARY words of any question."""
    return {pair for word in ORDINARY.sub(" ", text).split() for pair in zip(word, word[1:], strict=False)}
