"""What somebody typed of himself or of others is looked up, and kept nowhere."""

import pytest
from django.core.cache import cache
from django.db import connection

from search.models import FruitlessSearch
from search.pages import fruitless
from search.pages.personal import is_personal

PERSONAL = [
    "13800001234",
    "138 0000 1234",
    "138-0000-1234",
    "138.0000.1234",
    "１３８００００１２３４",
    "一三八零零零零一二三四",
    "幺三八〇〇〇〇幺两三四",
    "壹叁捌零零零零壹贰叁肆",
    "138零零零零1234",
    "拐拐勾洞两两洞",
    "①③⑧⓪⓪⓪⓪①②③④",
    "1x3x8x0x0x0x0x1x2x3x4",
    "1\u200b380000\u200b1234",
    "٣٤٥٦٧٨٩٠",
    "5550100",
    "电话 555 0100",
    "555 555 5",
    "110101199003070039",
    "11010119900307003X",
    "6222 0212 3456 7890",
    "王某 138 138 138",
    "青A12345",
    "浙B·D1234",
    "桃花新村3-501",
    "桃花新村 3－2－501",
    "QQ 123456",
    "微信zhangsan88",
    "jizhe@qinghe.example",
    "jizhe＠qinghe.example",
    "@qinghe",
    "桃花新村3栋2单元501",
    "桃花新村11号楼",
    "鼓楼巷18号",
    "张家501室",
    "青水〔2026〕15号",  # of a document, but it reads as a house does: rather too little is kept
]
HARMLESS = ["停水", "青水〔2026〕", "12345", "110报警", "2026年停水", "23路公交", "8号线", "十一月停电", "一二三四五路"]


@pytest.mark.parametrize("typed", PERSONAL)
def test_what_looks_personal_is_known_as_such_and_not_kept(typed, client, db):
    assert is_personal(typed)
    assert client.get("/search/", {"q": typed}).status_code == 200
    assert not FruitlessSearch.objects.exists()


@pytest.mark.parametrize("typed", HARMLESS)
def test_what_is_nobodys_is_kept(typed, client, db):
    client.get("/search/", {"q": typed})
    assert FruitlessSearch.objects.count() == 1


@pytest.mark.parametrize(("length", "kept"), [(20, 1), (21, 0)])
def test_what_is_longer_than_twenty_characters_is_a_story_and_not_kept(length, kept, client, db):
    client.get("/search/", {"q": "龘" * length})
    assert FruitlessSearch.objects.count() == kept


def test_what_grows_when_it_is_folded_is_not_kept(client, db):
    client.get("/search/", {"q": "㍿" * 6})
    assert not FruitlessSearch.objects.exists()


def test_what_is_kept_says_nothing_about_who_asked():
    assert [field.name for field in FruitlessSearch._meta.get_fields()] == [
        "id", "words", "times", "first_on", "last_on",
    ]  # fmt: skip
    for name in ("first_on", "last_on"):
        assert FruitlessSearch._meta.get_field(name).get_internal_type() == "DateField"


def test_neither_the_database_nor_the_cache_holds_the_readers_address(client, db):
    client.get("/search/", {"q": "飞碟停靠站"}, REMOTE_ADDR="203.0.113.77")
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM search_fruitlesssearch")
        assert "203.0.113.77" not in str(cursor.fetchall())
    kept = str(cache._cache)
    assert "limit:fruitless" in kept
    assert "203.0.113.77" not in kept
    assert "飞碟" not in kept


def test_digits_apart_are_counted_before_words_are_left_out(client, db):
    """The same digits twice are one word to search, and single Chinese ones none: what was typed is what counts."""
    client.get("/search/", {"q": "138 000 000"})
    client.get("/search/", {"q": "飞碟 一 三 八 零 零 零 零"})
    assert not FruitlessSearch.objects.exists()
    assert fruitless.is_personal("飞碟 一 三 八 零 零 零 零")
