"""A draft is made of a manuscript: all of it or nothing."""

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage

from articles.manuscripts import drafting, names
from articles.manuscripts.drafting import MadeAlready, make
from articles.models import Article, Byline, Contributor
from documents.manuscript.reading import read
from documents.tests.files import relationship
from documents.tests.manuscripts import line, picture, run, styled
from photos.models import Photo
from portal.testing import make_column, make_contributor

from .manuscripts import PICTURES, signs, upload

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _forget():
    cache.clear()


@pytest.fixture
def made_of(reporter, monkeypatch):
    """Make a draft of an upload, read without a process of its own."""
    monkeypatch.setattr(drafting.sent_file, "read", lambda file: read(file.getvalue()))
    column = make_column()
    return lambda file: make(file, column, reporter)


def files():
    return default_storage.listdir("photos")[1] if default_storage.exists("photos") else []


def test_a_manuscript_becomes_a_draft_with_its_pictures_and_names(made_of, reporter):
    known = make_contributor("沈拾光")
    made = made_of(signs())
    article, (first, second) = Article.objects.get(), Photo.objects.order_by("pk")
    assert (article.title, article.state, article.author) == ("两块路牌换回原边", "draft", reporter)
    assert article.body == (
        f'<p>丰禾路口的路牌一度东西不分。</p><p><img src="{first.url}" alt="换回来之前。"></p><p>换回来之前。</p>'
        f'<h2>换回原边</h2><p><img src="{second.url}" alt="工人在拧螺栓"></p><p>图为换回来以后。</p>'
    )
    assert [(row.contributor.name, row.role) for row in Byline.objects.all()] == [
        ("沈拾光", "reporter"), ("谭家旺", "correspondent"),
    ]  # fmt: skip
    new = Contributor.objects.exclude(pk=known.pk).get()
    assert (new.role, new.is_staff, new.is_to_be_checked) == ("correspondent", False, True)
    assert [(photo.alt_text, photo.credit, photo.uploaded_by) for photo in (first, second)] == [
        ("换回来之前。", "", reporter), ("工人在拧螺栓", "记者 沈拾光 摄", reporter),
    ]  # fmt: skip
    assert {row.photo for row in article.inline_photos.all()} == {first, second}
    assert article.versions.get().remark == "来自Word稿件“路牌.docx”"
    assert made.told == [
        "名录里原来没有，已经添上，待管理员核对：谭家旺。",
        "发布前请补上：图片“换回来之前。”缺署名。",
    ]


def test_a_picture_that_the_library_has_is_not_stored_again(made_of):
    made_of(upload(line("别的题目"), line("正文。"), picture(0), picture(0), picture(1), pictures=PICTURES))
    first, second = Photo.objects.order_by("pk")
    second.alt_text = "两个人"
    second.save()
    made_of(signs())
    assert Photo.objects.count() == 2
    first.refresh_from_db()
    second.refresh_from_db()
    # What it lacks is added, and what it has stays.
    assert (first.alt_text, first.credit) == ("换回来之前。", "")
    assert (second.alt_text, second.credit) == ("两个人", "记者 沈拾光 摄")


def test_the_only_photographer_of_a_byline_is_credited_for_pictures_without_credit(made_of):
    made_of(upload(line("题目"), line("□记者 沈拾光 摄影报道"), line("正文。"), picture(0), pictures=PICTURES[:1]))
    assert Photo.objects.get().credit == "记者 沈拾光 摄"


def test_a_picture_that_the_library_refuses_is_told_and_the_text_comes_in(made_of):
    made = made_of(upload(line("题目"), line("正文。"), picture(0), pictures=[b"GIF89a no picture"]))
    assert made.article.body == "<p>正文。</p>"
    assert any(sentence.startswith("第1张图没有带进来：") for sentence in made.told)


def test_nothing_of_a_draft_that_fails_stays(made_of, monkeypatch):
    monkeypatch.setattr(names, "credit", lambda *args: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        made_of(signs())
    assert not Article.objects.exists()
    assert not Photo.objects.exists()
    assert files() == []


def test_without_a_headline_it_is_the_name_of_the_file_or_how_the_text_begins(made_of):
    named = made_of(upload(line("路牌装反了。市民打了热线。"), name="路牌\x00见\u200b闻.docx"))
    assert (named.article.title, named.told[0]) == ("路牌见闻", "没有认出标题，先用了文件名。")
    assert named.article.versions.get().remark == "来自Word稿件“路牌见闻.docx”"
    begun = made_of(upload(line("路牌装反了。他打了热线。"), name="新建 Microsoft Word 文档 (2).docx"))
    assert (begun.article.title, begun.told[0]) == ("路牌装反了", "没有认出标题，先用了正文的开头。")
    assert begun.article.body == "<p>路牌装反了。他打了热线。</p>"


def test_a_headline_that_is_too_long_stays_in_the_text(made_of):
    made = made_of(upload(styled("题" * 61, "a3"), line("正文。")))
    assert made.article.title == "题" * 60
    assert made.article.body == f"<p>{'题' * 61}</p><p>正文。</p>"
    assert made.told[0] == "标题超过60字，全文留在了正文开头。"


def test_a_text_that_is_too_long_is_refused(made_of, settings):
    settings.RICH_TEXT_MAX_CHARACTERS = 50
    with pytest.raises(ValidationError, match="请把文件拆成几篇"):
        made_of(upload(line("题目"), line("字" * 50 + "。")))
    settings.RICH_TEXT_MAX_CHARACTERS = 58
    assert made_of(upload(line("题目"), line("字" * 50 + "。")))


def test_a_file_without_text_is_refused(made_of):
    with pytest.raises(ValidationError, match="没有读到正文"):
        made_of(upload(line("")))


def test_of_several_people_with_one_name_nobody_is_credited(made_of):
    make_contributor("沈拾光", slug="one")
    make_contributor("沈拾光", slug="two")
    made = made_of(upload(line("题目"), line("□记者 沈拾光"), line("正文。")))
    assert not Byline.objects.exists()
    assert made.told == ["名录里不止一位“沈拾光”，请选是哪一位。"]


def test_a_manuscript_that_names_nobody_begins_with_its_writer(made_of, reporter):
    make_contributor("林知夏", user=reporter)
    made = made_of(upload(line("题目"), line("正文。")))
    assert Byline.objects.get().contributor.name == "林知夏"
    assert made.told == ["没有认出署名，先署了您的名字：林知夏。"]


def test_what_the_editor_would_not_keep_is_not_kept(made_of):
    away = (relationship("hyperlink", "https://example.org/", 7, external=True), {}, {})
    link = '<w:p><w:hyperlink r:id="rId7" w:tgtFrame="_blank"><w:r><w:t>这里。</w:t></w:r></w:hyperlink></w:p>'
    made = made_of(upload(line("题目"), link, line(run("斜", "<w:i/>") + run("。")), beside=[away]))
    assert made.article.body == '<p><a href="https://example.org/">这里。</a></p><p>斜。</p>'


def test_one_file_is_not_made_twice_within_minutes_by_one_person(made_of, other_reporter):
    first = made_of(signs()).article
    with pytest.raises(MadeAlready) as twice:
        made_of(signs("另存.docx"))
    assert twice.value.article == first
    assert make(signs(), make_column(), other_reporter).article != first
    first.delete()
    assert made_of(signs()).article.title == first.title


def test_a_file_that_was_refused_may_be_sent_again(made_of):
    with pytest.raises(ValidationError):
        made_of(upload(line("")))
    with pytest.raises(ValidationError):
        made_of(upload(line("")))


def test_who_may_add_no_pictures_gets_the_text(made_of, reporter):
    for group in reporter.groups.all():
        group.permissions.remove(*group.permissions.filter(codename="add_photo"))
    made = made_of(signs())
    assert not Photo.objects.exists()
    assert "您没有往图片库添加图片的权限，稿件里的图片没有带进来。" in made.told
    assert "img" not in made.article.body
