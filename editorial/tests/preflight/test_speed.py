"""No text, however odd, makes the desk wait."""

import time

import pytest
from django.conf import settings
from django.utils.module_loading import import_string

from .reading import findings

NOT_OF_THE_TEXT = {"BylineOrSource", "PictureWords", "BrokenLinks"}
WORDS = "editorial.preflight.watched_words."  # which asks for the newsroom's list
CHECKS = [
    pytest.param(path, marks=[pytest.mark.django_db] if path.startswith(WORDS) else [])
    for path in settings.PREFLIGHT_CHECKS
    if path.rpartition(".")[2] not in NOT_OF_THE_TEXT
]
LONG = 100_000
ODD = {
    "digits": "1" * LONG,
    "spaced digits": "1 " * (LONG // 2) + "A",
    "dashed digits": "1-3" * (LONG // 3),
    "groups": "6200 0000 0000 0006 " * (LONG // 20),
    "ten thousand digits in a text": ("汉字，" * 30 + "1234567890") * 1000,
    "plus signs": "+86" * (LONG // 3),
    "dates": "11月22日（周五）" * (LONG // 11),
    "half a date": "11月22日（" * (LONG // 7),
    "half a date and commas": "11月22日（" + "，" * LONG,
    "years": "2026年" * (LONG // 10) + "11月22日（周五）" * 5000,
    "opened": "“（" * (LONG // 2),
    "opened, then others closed": "（" * (LONG // 2) + "”" * (LONG // 2),
    "opened on every line": "“" * (LONG // 2) + "\n“" * (LONG // 4),
    "commas": "汉," * (LONG // 2),
    "dots": "汉" + "." * LONG,
    "addresses": "http://" * (LONG // 7),
    "spaces": " " * LONG,
}


@pytest.mark.parametrize("path", CHECKS)
@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_a_hundred_thousand_characters_are_read_at_once(text, path):
    check = import_string(path)()
    before = time.process_time()
    findings(check, f"<p>{text}</p>", is_html=True)
    assert time.process_time() - before < 5
