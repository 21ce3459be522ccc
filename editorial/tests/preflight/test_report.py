"""The report: what it says of one item, and what is overridden."""

import pytest

from articles.models import Article, ArticlePhoto
from editorial import preflight, snapshots
from editorial.models import Override, WatchedWord
from editorial.preflight import BLOCKS
from portal.testing import make_article, make_authority, make_contributor, make_draft, make_photo

pytestmark = pytest.mark.django_db
NUMBER, OTHER = "13800138000", "19900001111"


def override(item, finding, actor):
    return Override.objects.create(
        item=item, code=finding.code, digest=finding.digest, reason="本人同意刊登", actor=actor
    )


def test_a_sound_text_has_an_empty_report(reporter):
    assert not preflight.run(make_article(author=reporter, bylines=[make_contributor()], lead_photo=make_photo()))


def test_blocks_and_warnings_are_told_apart_in_the_order_of_the_setting(reporter):
    WatchedWord.objects.create(word="帐号", instead="账号")
    WatchedWord.objects.create(word="史上最全")
    draft = make_draft(
        reporter,
        "史上最全指南",
        source="",
        lead_photo=make_photo(alt_text=""),
        body=f"<p>帐号:11010519491231002X,{NUMBER}。11月31日，“好。<a href='/nowhere/'>这里</a></p>",
        hotline_note="卡号6200000000000005",
    )
    report = preflight.run(draft)
    assert [(finding.code, finding.field) for finding in report.blocks] == [
        ("identity-number", "body"),
        ("mobile-number", "body"),
        ("bank-card-number", "hotline_note"),
        ("forbidden-word", "title"),
        ("byline-or-source", "bylines"),
        ("picture-words", "lead_photo"),
    ]
    assert [finding.code for finding in report.warnings] == [
        "wrong-date", "wrong-word", "unmatched-pair", "half-width", "broken-link",
    ]  # fmt: skip


def test_only_one_level_is_asked_where_only_one_is_wanted(reporter, monkeypatch):
    monkeypatch.setattr("editorial.preflight.links.is_reachable", lambda address: pytest.fail("a warning was asked"))
    draft = make_draft(reporter, body=f"<p>“好。{NUMBER}<a href='/about/'>这里</a></p>")
    report = preflight.run(draft, BLOCKS)
    assert ([finding.code for finding in report.blocks], report.warnings) == (["mobile-number"], [])


def test_an_override_holds_for_one_finding_of_one_item(reporter, final_reviewer):
    draft = make_draft(reporter, body=f"<p>请拨打{NUMBER}或{OTHER}</p>")
    same = make_draft(reporter, body=f"<p>请拨打{NUMBER}</p>")
    first, second = preflight.run(draft).blocks
    given = override(draft, first, final_reviewer)
    report = preflight.run(draft)
    assert (report.blocks, report.overridden) == ([second], [(first, given)])
    assert [finding.digest for finding in preflight.run(same).blocks] == [first.digest]


def test_an_override_holds_however_the_number_is_typed_and_wherever_it_stands(reporter, final_reviewer):
    draft = make_draft(reporter, body=f"<p>{NUMBER}</p>")
    override(draft, preflight.run(draft).blocks[0], final_reviewer)
    draft.body, draft.hotline_note = "<p>+86 138-0013-8000</p>", "１３８００１３８０００"
    report = preflight.run(draft)
    assert report.blocks == []
    assert [finding.field for finding, _override in report.overridden] == ["body", "hotline_note"]


def test_an_override_for_a_picture_does_not_cover_the_next_one(reporter, final_reviewer):
    draft = make_draft(reporter, lead_photo=make_photo(alt_text=""))
    override(draft, preflight.run(draft).blocks[0], final_reviewer)
    assert preflight.run(draft).blocks == []
    draft.lead_photo = make_photo(alt_text="")
    assert [finding.code for finding in preflight.run(draft).blocks] == ["picture-words"]


def test_the_same_thing_twice_in_a_field_is_told_once(reporter):
    draft = make_draft(reporter, body=f"<p>{NUMBER}</p><p>138 0013 8000</p>", title=f"拨打{NUMBER}")
    assert [finding.field for finding in preflight.run(draft).blocks] == ["title", "body"]


def test_an_item_in_memory_is_read_as_it_would_be(reporter):
    bare = make_photo(alt_text="")
    article = make_article(author=reporter, bylines=[make_contributor()])
    data = snapshots.snapshot_of(article)
    data["fields"]["body"] = f"<p>{NUMBER}</p><h2>一</h2><p><a href='#section-1'>一</a></p>"
    data["fields"]["lead_photo"] = bare.pk
    data["rows"]["bylines"] = []
    data["rows"]["steps"] = [{"id": None, "title": "先关总阀", "text": "“再打电话。", "order": 1}]
    report = preflight.run(snapshots.as_item(article, data))
    assert [(finding.code, finding.field) for finding in report.blocks] == [
        ("mobile-number", "body"),
        ("byline-or-source", "bylines"),
        ("picture-words", "lead_photo"),
    ]
    assert [(finding.code, finding.field) for finding in report.warnings] == [("unmatched-pair", "steps")]
    assert not preflight.run(article)


def test_a_long_article_with_pictures_takes_few_queries(reporter, django_assert_max_num_queries):
    make_authority(number=NUMBER)
    WatchedWord.objects.create(word="帐号", instead="账号")
    shown = [make_photo(colour=(number, 0, 0)) for number in range(5)]
    text = f'<p>老楼装上了电梯。<img src="{shown[3].url}"></p><p>报修请打{NUMBER}。<img src="{shown[4].url}"></p>'
    article = make_article(
        author=reporter,
        bylines=[make_contributor()],
        body=text + "<p>电梯昨日启用，住户都说好。</p>" * 160,
        lead_photo=shown[0],
        photos=[(photo, ArticlePhoto.Role.GALLERY) for photo in shown[1:3]],
        steps=["先关总阀", "再打电话"],
    )
    assert not preflight.run(article)  # and Django knows the content type from now on
    article = Article.objects.get(pk=article.pk)
    with django_assert_max_num_queries(8):
        preflight.run(article)
