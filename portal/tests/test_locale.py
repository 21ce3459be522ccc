"""The site speaks Chinese: every string of the source has its translation, and the compiled file agrees."""

import re

from babel.messages import mofile, pofile
from django.conf import settings

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]")
FOLDER = settings.BASE_DIR / "locale/zh_Hans/LC_MESSAGES"


def catalogue():
    with open(FOLDER / "django.po", "rb") as source:
        return pofile.read_po(source)


def strings(message):
    """The translations of a message: one, or for a plural as many as the language has."""
    return message.string if isinstance(message.string, tuple) else (message.string,)


def test_every_message_is_translated_and_none_is_a_guess():
    messages = [message for message in catalogue() if message.id]
    assert len(messages) > 200
    assert not [message.id for message in messages if message.fuzzy]
    assert not [message.id for message in messages if not all(strings(message))]


def test_the_placeholders_of_a_translation_are_those_of_its_message():
    for message in catalogue():
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        for string in strings(message) if message.id else ():
            assert set(PLACEHOLDER.findall(string)) == set(PLACEHOLDER.findall(ids[-1])), message.id


def as_dict(messages):
    return {str(message.id): tuple(strings(message)) for message in messages if message.id}


def test_the_compiled_catalogue_is_that_of_the_source():
    with open(FOLDER / "django.mo", "rb") as committed:
        compiled = mofile.read_mo(committed)
    source = catalogue()
    singular = [message for message in compiled if isinstance(message.id, str)]
    assert as_dict(singular) == as_dict(message for message in source if isinstance(message.id, str))
    plural = {message.id[0]: list(message.string) for message in source if isinstance(message.id, tuple)}
    assert {message.id[0]: list(message.string) for message in compiled if not isinstance(message.id, str)} == plural


def test_the_admin_stays_chinese_for_an_english_browser(client, final_reviewer):
    client.force_login(final_reviewer)
    answer = client.get("/admin/", headers={"Accept-Language": "en"})
    assert "注销" in answer.content.decode()
    assert "Accept-Language" not in answer.get("Vary", "")
