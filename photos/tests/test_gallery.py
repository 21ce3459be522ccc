"""The gallery of an item's form: what its pictures lack is filled in where they stand."""

import pytest

from articles.models import Article
from articles.tests.admin_form import said, typed, url
from editorial.tests.desk import form_of
from photos.models import Photo
from portal.testing import make_answer, make_article, make_column, make_draft, make_photo

pytestmark = pytest.mark.django_db
CREDIT = {"photos-credit-credit_kind": "supplied", "photos-credit-credit_name": "王女士"}


@pytest.fixture
def draft(reporter):
    return make_draft(reporter)


@pytest.fixture
def bare():
    return make_photo(title="未写", alt_text="", credit_name="")


def row(photo, **fields):
    return {"photo": photo.pk, "role": "gallery", "order": 0, **fields}


def save(client, article, rows, **fields):
    return client.post(url("change", article.pk), typed(article, {"photos": rows}, **fields), follow=True)


def described(photo):
    photo.refresh_from_db()
    return photo.alt_text, photo.credit


def test_what_pictures_lack_is_written_once_for_the_credit_and_for_each_beside_it(as_person, reporter, draft, bare):
    other = make_photo(colour=(1, 2, 3), alt_text="", credit_kind="archive", credit_name="")
    save(as_person(reporter), draft, [row(bare, alt_text="  一座桥 "), row(other, alt_text="一条\r\n河")], **CREDIT)
    assert described(bare) == ("一座桥", "王女士 供图")
    assert described(other) == ("一条河", "资料图片")
    assert [str(placed.photo) for placed in draft.photos.all()] == ["未写", "街景"]


def test_a_description_is_kept_without_a_credit(as_person, reporter, draft, bare):
    save(as_person(reporter), draft, [row(bare, alt_text="一座桥")])
    assert described(bare) == ("一座桥", "")


def test_a_new_article_describes_its_pictures_too(as_person, reporter, bare):
    data = typed(
        rows={"photos": [row(bare, alt_text="一座桥")]}, title="新稿", column=make_column().pk, body="<p>文</p>"
    )
    as_person(reporter).post(url("add"), {**data, **CREDIT})
    assert Article.objects.get(title="新稿").photos.get().photo == bare
    assert described(bare) == ("一座桥", "王女士 供图")


def test_the_words_of_the_library_are_shown_and_not_overwritten(as_person, reporter, draft):
    photo = make_photo(alt_text="原来的话")
    page = save(as_person(reporter), draft, [row(photo)], **CREDIT, _continue=1)
    assert described(photo) == ("原来的话", "记者 沈拾光 摄")
    form = page.context["inline_admin_formsets"][2].formset.forms[0]
    assert "disabled" in str(form["alt_text"])
    assert "原来的话" in str(form["alt_text"])


def test_what_somebody_has_written_meanwhile_stands_and_what_was_typed_is_told(as_person, reporter, draft, bare):
    data = typed(draft, {"photos": [row(bare, alt_text="我写的")]})
    Photo.objects.update(alt_text="同事写的")
    page = as_person(reporter).post(url("change", draft.pk), data, follow=True)
    assert described(bare)[0] == "同事写的"
    assert "“未写”的替代文字已经有人写好：“同事写的”。没有采用您写的：“我写的”。" in said(page)


@pytest.mark.parametrize(
    "wrong", [{"alt_text": "长" * 121}, {"photos-credit-credit_name": "长" * 41}, {"photos-credit-credit_kind": "x"}]
)
def test_what_does_not_fit_is_told_and_nothing_is_lost(as_person, reporter, draft, bare, wrong):
    beside = {key: value for key, value in wrong.items() if "credit" in key}
    rows = [row(bare, alt_text=wrong.get("alt_text", "一座桥"))]
    page = save(as_person(reporter), draft, rows, title="新题", **{**CREDIT, **beside})
    assert page.context["errors"]
    assert "新题" in page.content.decode()
    assert rows[0]["alt_text"] in page.content.decode()
    if name := beside.get("photos-credit-credit_name"):
        assert name in page.content.decode()
    assert described(bare) == ("", "")
    assert not draft.photos.exists()


def test_a_row_that_is_taken_away_describes_nothing(as_person, reporter, draft, bare):
    save(as_person(reporter), draft, [row(bare, alt_text="一座桥", DELETE="on")], **CREDIT)
    assert described(bare) == ("", "")


def test_who_may_not_change_pictures_writes_nothing_about_them(as_person, reporter, draft, bare):
    reporter.groups.get().permissions.remove(*reporter.groups.get().permissions.filter(codename="change_photo"))
    client = as_person(reporter)
    assert "photos-credit" not in client.get(url("change", draft.pk)).content.decode()
    save(client, draft, [row(bare, alt_text="一座桥")], **CREDIT)
    assert described(bare) == ("", "")
    assert draft.photos.count() == 1


def test_a_late_save_keeps_what_was_typed_about_a_picture(as_person, reporter, draft, bare):
    draft.keep_version(reporter)
    data = typed(draft, {"photos": [row(bare, alt_text="一座桥")]})
    draft.title = "同事改的题"
    draft.save()
    draft.keep_version(reporter)
    page = as_person(reporter).post(url("change", draft.pk), data)
    assert "同事改的题" in page.content.decode()
    assert ">\n一座桥</textarea>" in page.content.decode()
    assert described(bare) == ("", "")


def test_a_proposed_version_describes_new_pictures(as_person, reporter, bare):
    article = make_article(author=reporter)
    client = as_person(reporter)
    data = form_of(client.post(url("propose", article.pk), follow=True))
    new = {
        "photos-TOTAL_FORMS": 1,
        **{f"photos-0-{name}": value for name, value in row(bare, alt_text="一座桥").items()},
    }
    client.post(url("proposal", article.pk), {**data, **new, **CREDIT})
    assert described(bare) == ("一座桥", "王女士 供图")
    assert not article.photos.exists()


def test_a_late_save_of_a_proposed_version_keeps_every_picture_and_what_was_typed(as_person, reporter, bare):
    article = make_article(author=reporter, photos=[(bare, "gallery")])
    client = as_person(reporter)
    data = form_of(client.post(url("propose", article.pk), follow=True))
    theirs = {f"photos-1-{name}": value for name, value in row(make_photo(colour=(5, 5, 5)), order=1).items()}
    client.post(url("proposal", article.pk), {**data, **theirs, "photos-TOTAL_FORMS": 2})
    page = client.post(url("proposal", article.pk), {**data, "photos-0-alt_text": "一座桥"})
    formset = next(one.formset for one in page.context["inline_admin_formsets"] if one.formset.prefix == "photos")
    shown = {str(form["photo"].value()): form["alt_text"].value() for form in formset.forms}
    assert shown == {str(bare.pk): "一座桥", str(theirs["photos-1-photo"]): "一条街"}


def test_an_answer_has_the_same_gallery(as_person, reporter):
    answer = make_answer(author=reporter, state="draft", publish_at=None)
    answer.desk.members.add(reporter)
    assert "data-file-drop" in as_person(reporter).get(f"/admin/questions/answer/{answer.pk}/change/").content.decode()
