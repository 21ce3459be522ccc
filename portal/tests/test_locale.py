"""The site speaks Chinese: every string of the source has its translation, and the compiled file agrees."""

from io import BytesIO

from babel.messages import mofile, pofile
from django.conf import settings

FOLDER = settings.BASE_DIR / "locale/zh_Hans/LC_MESSAGES"


def catalogue():
    with open(FOLDER / "django.po", "rb") as source:
        return pofile.read_po(source)


def test_every_message_is_translated_and_none_is_a_guess():
    messages = [message for message in catalogue() if message.id]
    assert len(messages) > 200
    assert not [message.id for message in messages if message.fuzzy]
    assert not [message.id for message in messages if not all(message.string)]


def test_the_placeholders_of_a_translation_are_those_of_its_message():
    import re

    placeholder = re.compile(r"%\(\w+\)[sd]")
    for message in catalogue():
        if message.id and isinstance(message.id, str):
            assert set(placeholder.findall(message.id)) == set(placeholder.findall(message.string)), message.id


def test_the_compiled_catalogue_is_that_of_the_source():
    compiled = BytesIO()
    mofile.write_mo(compiled, catalogue())
    with open(FOLDER / "django.mo", "rb") as committed:
        assert mofile.read_mo(committed)._messages.keys() == catalogue_of(compiled).keys()
        committed.seek(0)
        strings = {message.id: message.string for message in mofile.read_mo(committed) if message.id}
    assert strings == {message.id: message.string for message in catalogue() if message.id and message.string}


def catalogue_of(compiled):
    compiled.seek(0)
    return mofile.read_mo(compiled)._messages


def test_the_admin_stays_chinese_for_an_english_browser(client, final_reviewer):
    client.force_login(final_reviewer)
    answer = client.get("/admin/", headers={"Accept-Language": "en"})
    assert "注销" in answer.content.decode()
    assert "Accept-Language" not in answer.get("Vary", "")
