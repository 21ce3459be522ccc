"""Every regular expression of the source, found by walking it, reads hostile texts made of its own characters."""

import re

import pytest

from portal.tests.growth import DEEP_SIZES, SIZES, grows_too_fast
from portal.tests.patterns import Patterns, shapes_of, work_of

# Built on the spot, from what only a call knows: the readers beside this walk read with them.
BUILT = {
    "photos.file_kinds: pattern",
    "editorial.preflight.watched_words: f'(?={re.escape(word)})'",
    "editorial.preflight.watched_words: re.escape(word)",
    "text.tags: f'</{name}(?=[{SPACE}/>])'",
    "questions.anonymity: re.escape(name)",
    "questions.private_words: _as_written(word)",
    "search.pages.snippets: _pattern(runs)",
}


def walk(sizes, most_characters, walked):
    patterns, shapes, faults = Patterns(), 0, []
    for pattern, place in patterns.places.items():
        work = work_of(pattern, patterns.ways[pattern])
        for name, made_of in shapes_of(pattern, most_characters):
            shapes += 1
            if size := grows_too_fast(work, made_of, sizes):
                faults.append(f"{place} at {size} characters: {name}")
                break
    walked(f"{len(patterns.places)} patterns, {shapes} shapes, up to {sizes[-1]} characters")
    assert len(patterns.places) > 80
    assert patterns.built == BUILT
    assert not faults, "\n".join(faults)


def test_no_pattern_takes_longer_than_its_text_grows(walked):
    walk(SIZES, most_characters=4, walked=walked)


@pytest.mark.parametrize("pattern", [r"\s*(<[^>]+>)\s*", r"<img(?![^>]* src=)[^>]*>", r"^\s+|\s+$"])
def test_what_has_stalled_a_worker_is_found(pattern):
    pattern = re.compile(pattern)
    shapes = shapes_of(pattern, most_characters=4)
    assert any(grows_too_fast(work_of(pattern, {"sub"}), made_of) for _name, made_of in shapes)


@pytest.mark.soak
def test_no_pattern_takes_longer_than_a_long_text_grows(walked):
    walk(DEEP_SIZES, most_characters=6, walked=walked)
