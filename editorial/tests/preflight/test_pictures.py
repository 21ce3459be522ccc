"""Pictures without their words, wherever they stand."""

import pytest

from articles.models import ArticlePhoto
from editorial.preflight import Manuscript
from editorial.preflight.pictures import PictureWords
from photos.models import Photo
from portal.testing import make_article, make_photo

pytestmark = pytest.mark.django_db
SENTENCE = "图片“缺图”缺替代文字或署名。"


def findings(article):
    return list(PictureWords().findings(Manuscript(article)))


@pytest.fixture(params=["alt_text", "credit_name"])
def bare(request):
    return make_photo(title="缺图", **{request.param: ""})


def test_a_bare_lead_picture_is_told(bare):
    (finding,) = findings(make_article(lead_photo=bare))
    assert (finding.message, finding.field, finding.level) == (SENTENCE, "lead_photo", "blocks")


def test_a_bare_picture_of_the_gallery_is_told(bare):
    (finding,) = findings(make_article(photos=[(bare, ArticlePhoto.Role.GALLERY)]))
    assert (finding.message, finding.field) == (SENTENCE, "photos")


def test_a_bare_picture_in_the_text_is_told(bare):
    (finding,) = findings(make_article(body=f'<p>文<img src="{bare.url}"></p>'))
    assert (finding.message, finding.field) == (SENTENCE, "body")


def test_a_picture_that_stands_in_several_places_is_told_once_where_it_is_first(bare):
    body, gallery = f'<p>文<img src="{bare.url}"></p>', [(bare, ArticlePhoto.Role.GALLERY)]
    assert [finding.field for finding in findings(make_article(lead_photo=bare, body=body, photos=gallery))] == [
        "lead_photo"
    ]


def test_described_and_credited_pictures_are_left_alone():
    archive = make_photo(credit_kind=Photo.Credit.ARCHIVE, credit_name="")
    body = f'<p>文<img src="{make_photo().url}"></p>'
    assert findings(make_article(lead_photo=archive, body=body)) == []
    assert findings(make_article()) == []


def test_what_else_it_lacks_later_is_another_finding():
    photo = make_photo(title="缺图", alt_text="")
    article = make_article(lead_photo=photo)
    (first,) = findings(article)
    photo.credit_name = ""
    photo.save()
    (second,) = findings(article)
    assert first.digest != second.digest
