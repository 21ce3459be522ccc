"""The units of a comparison: a Chinese character, a number, a Latin word, a mark of punctuation."""

import re

HAN = r"\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
TOKEN = re.compile(
    rf"""
    [〇零一二三四五六七八九十百千万亿两]{{2,}}           # a number written in characters
    | [^\W_{HAN}]+ (?: (?:(?<=\d)[.,:/](?=\d) | [-'’.](?=[^\W_{HAN}])) [^\W_{HAN}]+ )* [%％‰℃]?
    | \s+
    | .
    """,
    re.VERBOSE | re.DOTALL,
)
WORD = re.compile(r"\w")
WHOLE = re.compile(rf"[^\W_{HAN}]|[〇零一二三四五六七八九十百千万亿两]{{2}}")
OPENING = frozenset("“‘（《〈【「『〔([{")
CLOSING = frozenset("”’）》〉】」』〕)]}")
STOPS = frozenset("。！？；!?;…")
PAUSES = frozenset("，、：,:　 ")


class Mark(str):
    """A token for how a text is set, not for what it says. It is shown only where it changed."""

    __slots__ = ()


def tokens_of(text):
    return TOKEN.findall(text)


def text_of(tokens):
    return "".join(tokens)


def words_of(tokens):
    """All of `tokens` but the marks."""
    return [token for token in tokens if not isinstance(token, Mark)]


def shown(tokens):
    """The text of `tokens` without marks."""
    return text_of(words_of(tokens))


def is_word(token):
    return bool(WORD.match(token)) and not isinstance(token, Mark)


def is_whole(token):
    """Whether `token` says something by itself, as a number or a Latin word does."""
    return bool(WHOLE.match(token))


def shingles_of(tokens):
    """The pairs of neighbours in `tokens`, by which two texts are known to be alike."""
    return set(zip(tokens, tokens[1:], strict=False)) or set(tokens)


def sentences_of(tokens):
    """Split `tokens` after every full stop, closing quotation marks included; return tuples of tokens."""
    sentences, start = [], 0
    for place, token in enumerate(tokens):
        follows = tokens[place + 1] if place + 1 < len(tokens) else ""
        ended = token in STOPS or (token in CLOSING and place > start and tokens[place - 1] in STOPS)
        if ended and follows not in CLOSING and follows not in STOPS:
            sentences.append(tuple(tokens[start : place + 1]))
            start = place + 1
    if start < len(tokens):
        sentences.append(tuple(tokens[start:]))
    return sentences


def cut_between(before, after):
    """Return how naturally a text is cut between two tokens, from 0 to 3.

    A token of "" is the beginning or the end of the text.
    """
    if before in OPENING or after in CLOSING or after in STOPS or after in PAUSES:
        return 0
    if not before or not after or before in STOPS:
        return 3
    if before in PAUSES or before in CLOSING or after in OPENING:
        return 2
    return 1
