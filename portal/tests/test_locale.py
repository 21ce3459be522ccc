"""The site speaks Chinese: every string of the source has its translation, and the compiled file agrees."""

import re
from pathlib import Path

import django
from babel.messages import mofile, pofile
from django.conf import settings

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]")
FOLDER = settings.BASE_DIR / "locale/zh_Hans/LC_MESSAGES"
# Words of Django's own that this newsroom says otherwise, everywhere.
OURS = {"History", "Page not found", "Remove", "Text"}


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


def context(message):
    """What tells two Chinese words for one English word apart; Babel reads it as bytes from a compiled file."""
    return message.context.decode() if isinstance(message.context, bytes) else message.context


def as_dict(messages):
    return {(context(message), str(message.id)): tuple(strings(message)) for message in messages if message.id}


def test_the_compiled_catalogue_is_that_of_the_source():
    with open(FOLDER / "django.mo", "rb") as committed:
        compiled = mofile.read_mo(committed)
    source = catalogue()
    singular = [message for message in compiled if isinstance(message.id, str)]
    assert as_dict(singular) == as_dict(message for message in source if isinstance(message.id, str))
    plural = {message.id[0]: list(message.string) for message in source if isinstance(message.id, tuple)}
    assert {message.id[0]: list(message.string) for message in compiled if not isinstance(message.id, str)} == plural


def singular(messages):
    return {
        message.id: message.string
        for message in messages
        if message.id and isinstance(message.id, str) and not message.context
    }


def test_no_word_of_djangos_own_is_changed_by_accident():
    """A string that Django has too is one string: what is said for it here is said all over the admin."""
    folders = [Path(django.__file__).parent / app / "locale" for app in ("conf", "contrib/admin", "contrib/auth")]
    theirs = {}
    for folder in (
        *folders,
        settings.BASE_DIR / "locale/django",
    ):  # the last one says what is said otherwise on purpose
        with open(folder / "zh_Hans/LC_MESSAGES/django.mo", "rb") as compiled:
            theirs |= singular(mofile.read_mo(compiled))
    ours = singular(catalogue())
    assert len(ours.keys() & theirs.keys()) > len(OURS)
    assert {word for word in ours.keys() & theirs.keys() if ours[word] != theirs[word]} <= OURS


def test_the_admin_stays_chinese_for_an_english_browser(client, final_reviewer):
    client.force_login(final_reviewer)
    answer = client.get("/admin/", headers={"Accept-Language": "en"})
    assert "注销" in answer.content.decode()
    assert "Accept-Language" not in answer.get("Vary", "")
