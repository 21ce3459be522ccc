"""How a headline sounds. A reader may type 「dianti」 or 「电题」, and mean 电梯."""

from functools import cache

from pypinyin import Style, lazy_pinyin, pinyin_dict
from pypinyin.contrib.tone_convert import to_normal

from .grams import BREAK, Phrase, is_han, runs_of

LONGEST_READ = 100  # letters
MOST_READINGS = 8  # 「xian」 is 先 or 西安; long rows of letters can be read in very many ways


def syllables_of(text):
    """Return how the Chinese of `text` sounds: a syllable for each character, and BREAK for anything else."""
    found = []
    for run in runs_of(text):
        found += [*_sound(run), BREAK] if is_han(run) else [BREAK]
    return found


def sound_of(text):
    """Return the Phrase of how `text` sounds, or None where not all of it is Chinese."""
    runs = runs_of(text)
    if not runs or not all(map(is_han, runs)):
        return None
    return Phrase(tuple(syllable for run in runs for syllable in _sound(run)))


def readings_of(letters):
    """Return the Phrases as which `letters`, typed on a keyboard, can be read; none for what is no pinyin."""
    if len(letters) > LONGEST_READ:
        return []
    letters = letters.replace("ü", "v")
    ways = {len(letters): [()]}
    for start in range(len(letters) - 1, -1, -1):
        ends = (end for end in range(start + 1, min(len(letters), start + 6) + 1) if letters[start:end] in _syllables())
        # The longest syllable comes first: most people would read it so.
        found = [(letters[start:end], *rest) for end in reversed(list(ends)) for rest in ways.get(end, ())]
        ways[start] = found[:MOST_READINGS]
    return [Phrase(way) for way in ways[0] if way]


def _sound(run):
    return lazy_pinyin(run, style=Style.NORMAL, errors=lambda unknown: [BREAK] * len(unknown))


@cache
def _syllables():
    """All syllables there are, without their tones, as they are typed."""
    readings = {reading for found in pinyin_dict.pinyin_dict.values() for reading in found.split(",")}
    return {to_normal(reading) for reading in readings}
