"""A piece for WeChat holds all that the page says, and nothing that WeChat takes away."""

import re
from io import BytesIO

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from PIL import Image

from articles.models import ArticlePhoto, Byline
from articles.models.contributor import Role
from directory.models import Hotline
from editorial.kinds import kinds
from editorial.models import Correction
from editorial.tests.test_public_items import make_one
from editorial.wechat import accepted, inlining, pictures
from editorial.wechat.inlining import PALETTE, SHEET
from editorial.wechat.markup import rewrite
from editorial.wechat.pasting_advice import advice_on
from editorial.wechat.piece import WeChatPiece
from portal.testing import make_answer, make_article, make_authority, make_contributor, make_photo

from .reading import Reading

pytestmark = pytest.mark.django_db
HOSTILE = '<script>alert(1)</script>"><img src=x onerror=alert(1)>'
Place = ArticlePhoto.Role
BODY = """<h2>小标题</h2>
<p>见<a href="/articles/7/">旧闻</a>、<a href="https://gov.example/a?b=1&amp;c=2">文件</a>和<a
href="https://gov.example/a?b=1&amp;c=2">同一份</a>，
<a href="https://mp.weixin.qq.com/s/abc">公众号</a>，<a href="tel:5550100">电话</a>，<a
href="mailto:a@b.example">信</a>。</p>
<p><img src="{inline}" alt="插图"></p><blockquote><p>引语</p></blockquote>
<ul><li>甲</li><li>乙</li></ul><ol><li>子</li></ol><hr>
<table><caption>分摊</caption><thead><tr><th scope="col">楼层</th><th colspan="4">每户</th></tr></thead>
<tbody><tr><td rowspan="2">六楼</td><td>1</td><td>2</td><td>3</td><td>4</td></tr></tbody></table>"""


@pytest.fixture
def full(reporter):
    """An article with everything that there is."""
    authority = make_authority()
    before, after, lead, inline = (make_photo(title=title, colour=(n, n, n)) for n, title in enumerate("前后头插"))
    article = make_article(
        f"老楼{HOSTILE}"[:60], reporter, kicker="引题", subtitle="副题", summary=HOSTILE, editors_note="按语\n两行",
        body=BODY.format(inline=inline.url), lead_photo=lead, lead_caption=HOSTILE,
        photos=[(before, Place.BEFORE), (after, Place.AFTER), (lead, Place.GALLERY)],
        steps=["先关总阀"], advised_by=authority, video_url="https://video.example/1", video_title="扫码观看26秒",
        hotline=Hotline.objects.get(), hotline_note="请拨打", original_source="市报", original_url="https://first.example/",
        bylines=[make_contributor("林知夏"), (make_contributor("顾清和"), Role.EDITOR)],
    )  # fmt: skip
    Correction(item=article, text="“三层”应为“四层”。", version=0, made_by=reporter).save()
    return article


def test_a_piece_with_everything_holds_nothing_that_wechat_takes_away(full):
    piece = WeChatPiece(full)
    read = Reading(piece.with_data)
    assert read.faults == []
    assert read.links == ["https://mp.weixin.qq.com/s/abc"]
    assert len(read.pictures) == len(piece.pictures) + 1 + 2  # one is shown twice; two are QR codes
    assert all(len(picture) <= accepted.MOST_PICTURE_BYTES for picture in read.pictures)
    assert {Image.open(BytesIO(picture)).format for picture in read.pictures} == {"JPEG", "PNG"}
    assert not re.search(r">\s+<(?:p|section|h2|ul|ol|table|tr|td|img)\b", piece.with_data)


def test_it_says_all_that_the_page_says_and_every_tag_that_was_typed_is_text(full):
    text = Reading(WeChatPiece(full).with_data).text
    for words in (
        "引题", "副题", HOSTILE, "编者按", "来源：青禾晚报", "记者 林知夏", "小标题", "引语", "分摊", "每户", "之前",
        "之后", "记者 沈拾光 摄", "1. 先关总阀", "提示来源：青禾市自来水公司", "扫码观看26秒", "5550130", "更正",
        "“三层”应为“四层”。", "原载：市报", "责编：顾清和",
    ):  # fmt: skip
        assert words in text, words
    assert "顾清和 " not in text


def test_links_become_numbered_notes_each_address_once(full):
    piece = WeChatPiece(full)
    own = f"{settings.SITE_URL}/articles/7/"
    assert list(piece.rewritten.notes) == [
        own, "https://gov.example/a?b=1&c=2", "https://video.example/1", "https://first.example/",
    ]  # fmt: skip
    text = Reading(piece.with_data).text
    assert "旧闻[1]、文件[2]和同一份[2]，" in text
    assert "电话，信。" in text
    assert f"[1] {own}[2] https://gov.example/a?b=1&c=2" in text.replace("\n", "")


def test_every_style_of_the_sheet_is_one_that_wechat_keeps_in_a_colour_of_the_palette(full):
    sheet = re.sub(r"/\*.*?\*/", "", SHEET.read_text(), flags=re.DOTALL)
    said = re.findall(r"([\w-]+):\s*([^;}]+)", sheet)
    assert {name for name, _value in said} == accepted.PROPERTIES
    assert not re.search(r"#[0-9a-f]{3}|rgb|:\s*-", sheet, re.IGNORECASE)
    palette = dict(re.findall(r"(--[\w-]+): (#\w{6});", PALETTE.read_text()))
    meant = {palette[name] for name in re.findall(r"var\((--[\w-]+)\)", sheet)}
    met = set(re.findall(r"#[0-9A-F]{6}", WeChatPiece(full, forbidden="请勿外传").bare))
    assert met == meant


def test_every_class_that_has_a_style_is_met_in_a_piece_with_everything(full):
    """A name that was changed on one side alone would leave its part of the piece bare."""
    sheet = re.sub(r"/\*.*?\*/", "", SHEET.read_text(), flags=re.DOTALL)
    met = " ".join(re.findall(r'class="([^"]*)"', WeChatPiece(full, forbidden="请勿外传").styled)).split()
    assert set(re.findall(r"\.([a-z][\w-]+)", sheet)) - set(met) == set()


def test_the_fourth_kind_has_a_piece_too(final_reviewer):
    for kind in kinds():
        piece = WeChatPiece(make_one(kind, final_reviewer, "今晚停水"))
        read = Reading(piece.with_data)
        assert (piece.title, read.faults, len(read.pictures)) == ("今晚停水", [], 1), kind
        assert list(advice_on(piece)) == ["这篇没有图片。公众号要有封面，请在那里另选一张。"]


def test_an_answer_tells_who_asked_who_answers_and_what_happened_since():
    answer = make_answer(question="路牌歪了。\n\n什么时候扶正？", asker="郎先生", body="<p>12天之内。</p>")
    answer.updates.create(on="2026-09-13", text="已装正。")
    text = Reading(WeChatPiece(answer).with_data).text
    assert "问郎先生" in text
    assert "什么时候扶正？" in text
    assert "12天之内。" in text
    assert "2026年9月13日　已装正。" in text


def test_a_picture_whose_file_is_gone_is_left_out_and_told(full):
    default_storage.delete(full.lead_photo.master_name)
    piece = WeChatPiece(full)
    assert full.lead_photo not in piece.pictures.values()
    assert piece.cover in piece.pictures.values()
    assert sum("找不到" in sentence for sentence in advice_on(piece)) == 2  # it was shown twice
    assert Reading(piece.with_data).faults == []


@pytest.mark.parametrize(("width", "height"), [(1200, 800), (600, 900), (40, 30)])
def test_a_cover_has_its_shape_and_is_never_scaled_up(width, height):
    photo = make_photo(width, height)
    for name, (ratio, most) in pictures.COVERS.items():
        image = Image.open(BytesIO(pictures.cover_of(photo, name)))
        assert image.width <= min(most, width)
        assert image.height <= height
        assert abs(image.width - ratio * image.height) <= ratio, name


def test_a_cover_is_cut_round_what_matters_most():
    photo = make_photo(300, 100, focus_x=100, focus_y=50)
    left, right = Image.new("RGB", (300, 100), "black"), Image.new("RGB", (100, 100), "white")
    left.paste(right, (200, 0))
    with default_storage.open(photo.master_name, "wb") as file:
        left.save(file, "JPEG")
    cover = Image.open(BytesIO(pictures.cover_of(photo, "cover-square.jpg"))).convert("L")
    assert min(cover.getpixel((x, 50)) for x in (5, 50, 95)) > 200


def test_a_picture_is_a_telephone_wide_and_as_coarse_as_it_must_be(monkeypatch):
    photo = make_photo(1200, 800)
    fine = pictures.jpeg_of(photo)
    assert Image.open(BytesIO(fine)).size == (1080, 720)
    monkeypatch.setattr(pictures, "MOST_PICTURE_BYTES", len(fine) - 1)
    assert len(pictures.jpeg_of(photo)) < len(fine)


def test_what_is_too_long_or_too_wide_is_told_before_it_is_pasted():
    author = [make_contributor(f"记者某某{n}") for n in range(4)]
    body = "<p>" + "字" * 20_000 + "</p><table><tr><td colspan='3'>甲</td><td>乙</td><td>丙</td></tr></table>"
    article = make_article("题" * 33, body=body, bylines=author, summary="要" * 120)
    piece = WeChatPiece(article)
    told = list(advice_on(piece))
    assert [sentence for sentence in told if "标题有33字，公众号现在建议不超过32字" in sentence]
    assert [sentence for sentence in told if "作者一栏有23字，公众号最多16字" in sentence]
    assert [sentence for sentence in told if "公众号要求少于20000字" in sentence]
    assert [sentence for sentence in told if "第1个表格有5栏" in sentence]
    piece.title, piece.digest = "题" * 65, "要" * 121
    told = list(advice_on(piece))
    assert [sentence for sentence in told if "标题有65字，公众号最多64字" in sentence]
    assert [sentence for sentence in told if "摘要有121字，公众号最多120字" in sentence]
    piece.title, piece.digest = "题" * 32, "要" * 120
    assert not [sentence for sentence in advice_on(piece) if "标题" in sentence or "摘要" in sentence]


@pytest.mark.django_db(databases=[])
def test_what_is_not_ours_is_no_picture_and_leads_nowhere():
    made = rewrite('<p><img src="https://elsewhere.example/x.jpg"><a href="//[">断</a><a href="#x">上</a></p>', "/", {})
    assert (made.html, made.notes, made.pictures) == ("<p>断上</p>", {}, {})
    kept = inlining.as_kept('<p class="x" id="y" onclick="z" style="position:fixed;color:#000"><img src="x"></p>', {})
    assert kept == '<p style="color:#000"><img></p>'


def test_editors_in_the_byline_are_named_once_with_the_line_that_closes_it(reporter):
    article = make_article(author=reporter)
    for name in ("苏念之", "叶明谦"):
        Byline.objects.create(article=article, contributor=make_contributor(name), role=Role.EDITOR)
    assert "责编：苏念之、叶明谦" in Reading(WeChatPiece(article).bare).text
