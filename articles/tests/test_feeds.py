"""The feeds of a column, a topic and a contributor: which articles, and what of them."""

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone

from articles.models.contributor import Role
from portal.testing import make_article, make_column, make_contributor, make_photo, make_topic
from portal.tests.feeds import JSON, RSS, SITE, parsed, titles, told

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
COLUMN = "/feeds/columns/yaowen/"


@pytest.fixture(autouse=True)
def clock(time_machine, settings):
    """Ten in the morning; return a function that moves the clock on by a timedelta."""
    settings.SITE_URL = SITE
    time_machine.move_to("2026-11-30T10:00:00+08:00", tick=False)
    return lambda by: time_machine.shift(by)


@pytest.fixture
def column():
    return make_column("要闻", slug="yaowen", description="本地要闻。")


def test_a_column_has_its_own_articles_the_newest_first(client, column):
    for hours, title in enumerate(["今天", "昨天"]):
        make_article(title, column=column, publish_at=timezone.now() - (hours + 1) * HOUR)
    make_article("草稿", column=column, state="draft", publish_at=None)
    make_article("别的栏目", column=make_column("评论", slug="pinglun"))
    assert titles(client, COLUMN) == ["今天", "昨天"]
    feed = told(client, COLUMN)
    assert (feed["title"], feed["description"]) == ("青禾晚报：要闻", "本地要闻。")
    assert feed["home_page_url"] == f"{SITE}/news/yaowen/"


def test_a_topic_has_its_own_articles_and_no_feed_before_one_of_them_is_public(client, column, clock):
    article = make_article("第一篇", publish_at=timezone.now() + HOUR)
    make_topic(slug="dianti", articles=[article])
    make_article("别的")
    assert [client.get(f"/feeds/topics/dianti/{file}").status_code for file in ("", RSS, JSON)] == [404] * 3
    clock(HOUR)
    assert titles(client, "/feeds/topics/dianti/") == ["第一篇"]


def test_a_contributor_has_what_carries_the_name_once_whatever_the_roles(client):
    person = make_contributor(slug="lin")
    make_article("又写又拍", bylines=[(person, Role.REPORTER), (person, Role.PHOTOGRAPHER)])
    make_article("别人写的", bylines=[make_contributor("何嘉禾")])
    assert titles(client, "/feeds/contributors/lin/") == ["又写又拍"]
    assert told(client, "/feeds/contributors/lin/")["items"][0]["authors"] == [{"name": "林知夏"}]


def test_who_wrote_it_is_named_without_the_editor_and_else_where_it_comes_from(client, column):
    people = [make_contributor(), make_contributor("沈拾光", role=Role.PHOTOGRAPHER)]
    editor = make_contributor("顾清和", role=Role.EDITOR)
    make_article("署名", column=column, bylines=[*people, editor])
    make_article("转载", column=column, source="青禾发布", publish_at=timezone.now() - 2 * HOUR)
    atom, rss = parsed(client, COLUMN).entries, parsed(client, f"{COLUMN}{RSS}").entries
    assert [[author.name for author in entry.authors] for entry in atom] == [["林知夏", "沈拾光"], ["青禾发布"]]
    assert "沈拾光" in rss[0].author or "沈拾光" in str(rss[0].authors)
    assert "顾清和" not in client.get(COLUMN).content.decode()
    assert [[author["name"] for author in item["authors"]] for item in told(client, COLUMN)["items"]] == [
        ["林知夏", "沈拾光"],
        ["青禾发布"],
    ]


def test_the_lead_picture_is_enclosed_with_its_type_and_the_bytes_of_its_file(client, column):
    photo = make_photo(1200, 800)
    make_article("配图", column=column, lead_photo=photo, lead_caption="新电梯")
    length = default_storage.size(photo.master_name)
    assert length > 1000
    whole = {"href": f"{SITE}{photo.master_url}", "type": "image/jpeg", "length": str(length)}
    for file in ("", RSS):
        (enclosure,) = parsed(client, f"{COLUMN}{file}").entries[0].enclosures
        assert {name: enclosure[name] for name in whole} == whole
    [item] = told(client, COLUMN)["items"]
    assert item["attachments"] == [{"url": whole["href"], "mime_type": "image/jpeg", "size_in_bytes": length}]
    assert item["image"] == f"{SITE}{photo.url}"
    assert f'src="{SITE}{photo.url}"' in item["content_html"]
    assert "新电梯" in item["content_html"]
    assert "记者 沈拾光 摄" in item["content_html"]


def test_no_file_is_opened_for_its_length_and_one_that_nobody_measured_is_of_no_length(client, column, monkeypatch):
    photo = make_photo()
    type(photo).objects.update(master_bytes=None)
    make_article("旧图", column=column, lead_photo=photo)
    monkeypatch.setattr(type(default_storage), "size", lambda *_args: pytest.fail("a file was asked"), raising=False)
    assert parsed(client, f"{COLUMN}{RSS}").entries[0].enclosures[0].length == "0"
    assert "size_in_bytes" not in told(client, COLUMN)["items"][0]["attachments"][0]


def test_the_whole_text_is_in_it_note_and_steps_too(client, column):
    make_article(
        "教程",
        column=column,
        editors_note="冬天到了。",
        steps=["先关总阀", "再放余水"],
        body='<p>水管怕冻，见<a href="/notices/?kind=tingshui&amp;page=2">通告</a>。</p>',
    )
    whole = told(client, COLUMN)["items"][0]["content_html"]
    order = ["冬天到了。", "水管怕冻", f'href="{SITE}/notices/?kind=tingshui&amp;page=2"', "先关总阀", "再放余水"]
    assert sorted(order, key=whole.index) == order
    assert parsed(client, COLUMN).entries[0].content[0].value.count("先关总阀") == 2
    root = client.get(f"{COLUMN}{RSS}").content.decode()
    assert "<content:encoded>" in root
    assert "&lt;p&gt;水管怕冻" in root


def test_an_embargo_ends_with_its_second_and_nobody_keeps_the_feed_past_it(client, column, clock):
    make_article("公开了", column=column)
    make_article("再等一会", column=column, body="<p>机密</p>", publish_at=timezone.now() + timedelta(seconds=20))
    for file in ("", RSS, JSON):
        answer = client.get(f"{COLUMN}{file}")
        assert answer["Cache-Control"] == "public, max-age=20"
        assert "机密" not in answer.content.decode()
    clock(timedelta(seconds=19))
    assert titles(client, COLUMN) == ["公开了"]
    clock(timedelta(seconds=1))
    assert titles(client, COLUMN) == ["再等一会", "公开了"]
    assert client.get(COLUMN)["Cache-Control"] == "public, max-age=60"


def test_an_empty_feed_waits_for_its_first_article_as_well(client, column):
    make_article("再等一会", column=column, publish_at=timezone.now() + timedelta(seconds=20))
    assert client.get(COLUMN)["Cache-Control"] == "public, max-age=20"
    assert titles(client, COLUMN) == []


def test_what_is_withdrawn_is_gone_at_once_even_for_who_asks_by_date(client, column, clock, final_reviewer):
    make_article("旧闻", column=column, publish_at=timezone.now() - 9 * HOUR)
    article = make_article("撤下的", column=column)
    known = {file: client.get(f"{COLUMN}{file}")["ETag"] for file in ("", RSS, JSON)}
    clock(HOUR)
    article.decide("withdraw", final_reviewer, "事实有误")
    for file, tag in known.items():
        headers = {"if-none-match": tag, "if-modified-since": "Mon, 30 Nov 2026 02:30:00 GMT"}
        for asked in (headers, {"if-modified-since": headers["if-modified-since"]}):
            answer = client.get(f"{COLUMN}{file}", headers=asked)
            assert answer.status_code == 200
            assert "撤下的" not in answer.content.decode()
    assert titles(client, COLUMN) == ["旧闻"]


def test_a_correction_makes_it_newer_and_leaves_its_name_and_place(client, column, clock, final_reviewer):
    article = make_article("有误", column=column)
    make_article("更新的", column=column, publish_at=timezone.now())
    before = told(client, COLUMN)["items"][1]
    tag = client.get(f"{COLUMN}{RSS}")["ETag"]
    clock(HOUR)
    article.correct(final_reviewer, "原文“12户”应为“11户”。")
    after = told(client, COLUMN)["items"][1]
    assert (after["id"], after["date_published"]) == (before["id"], before["date_published"])
    assert (before["date_modified"][11:16], after["date_modified"][11:16]) == ("01:00", "03:00")
    assert parsed(client, COLUMN).entries[1].updated.startswith("2026-11-30T03:00")
    answer = client.get(f"{COLUMN}{RSS}", headers={"if-none-match": tag})
    assert answer.status_code == 200
    assert "<atom:updated>2026-11-30T03:00:00+00:00</atom:updated>" in answer.content.decode()


@pytest.mark.parametrize("file", ["", RSS, JSON])
def test_an_empty_feed_is_a_feed_and_the_same_all_day(client, column, clock, file):
    first = client.get(f"{COLUMN}{file}")
    clock(HOUR)
    assert client.get(f"{COLUMN}{file}", headers={"if-none-match": first["ETag"]}).status_code == 304
    if file != JSON:
        assert not parsed(client, f"{COLUMN}{file}").entries


@pytest.mark.django_db(databases=[])
def test_each_format_has_a_name_of_its_own_beside_the_atom_that_programs_know():
    addresses = [reverse(f"articles:column_feed{suffix}", args=["yaowen"]) for suffix in ("", "_rss", "_json")]
    assert addresses == [COLUMN, f"{COLUMN}{RSS}", f"{COLUMN}{JSON}"]
