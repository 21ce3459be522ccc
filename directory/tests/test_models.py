import re

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from directory.models import Authority, Hotline, Place
from directory.slugs import unique_slug
from portal.testing import make_article, make_authority, make_place

pytestmark = pytest.mark.django_db


def test_a_slug_is_the_pinyin_of_the_name():
    assert unique_slug("桃花新村", Place.objects.all()) == "taohuaxincun"
    assert unique_slug("12路公交 A 站", Place.objects.all()) == "12lugongjiao-a-zhan"


def test_a_slug_that_is_taken_gets_the_first_free_number():
    district = make_place("禾东区")
    slugs = [make_place(name, parent=district).slug for name in ("石桥", "十桥", "时桥")]
    assert slugs == ["shiqiao", "shiqiao-2", "shiqiao-3"]
    Place.objects.get(slug="shiqiao-2").delete()
    assert make_place("识桥", parent=district).slug == "shiqiao-2"


def test_a_name_that_has_no_sound_still_gets_a_slug():
    assert unique_slug("！？", Place.objects.all()) == "n"
    assert make_place("……").slug == "n"
    assert make_place("——").slug == "n-2"


def test_a_very_long_name_has_a_slug_that_fits():
    slug = unique_slug("状" * 40, Place.objects.all())
    assert len(slug) <= 54


def test_a_slug_that_an_editor_chose_is_kept():
    place = make_place("桃花新村", slug="taohua-xincun")
    place.name = "桃花苑"
    place.save()
    assert place.slug == "taohua-xincun"


@pytest.mark.parametrize(
    ("number", "uri"),
    [
        ("5550100", "tel:5550100"),
        ("0000-5550100", "tel:00005550100"),
        ("+86 0000 5550100", "tel:+8600005550100"),
        ("555 0100", "tel:5550100"),
        ("5550100 转 801", "tel:5550100;ext=801"),
        ("5550100/5550101", "tel:5550100"),
    ],
)
def test_a_number_is_dialled_without_its_spaces_and_hyphens(number, uri):
    hotline = Hotline(authority=make_authority(number=None), number=number, purpose="报修")
    hotline.full_clean()
    assert hotline.tel_uri == uri


@pytest.mark.parametrize("number", ["", "5", "报修", "555-", "555+0100", "5550100转", "javascript:1", "5" * 21])
def test_what_cannot_be_dialled_is_no_number(number):
    with pytest.raises(ValidationError) as caught:
        Hotline(authority=make_authority(number=None), number=number, purpose="报修").full_clean()
    assert "number" in caught.value.message_dict


def test_an_authority_has_a_number_once():
    authority = make_authority(number="5550130")
    with pytest.raises(IntegrityError), transaction.atomic():
        Hotline.objects.create(authority=authority, number="5550130", purpose="咨询")
    make_authority("青禾市供水二公司", number="5550130")


def test_authorities_without_a_number_are_not_on_the_hotline_page(django_assert_num_queries):
    silent = make_authority("青禾市图书馆", number=None)
    water = make_authority()
    Hotline.objects.create(authority=water, number="5550131", purpose="水质")
    with django_assert_num_queries(2):
        (found,) = Authority.objects.with_hotlines()
        assert [hotline.number for hotline in found.hotlines.all()] == ["5550130", "5550131"]
    assert silent != found


@pytest.mark.django_db(databases=[])
def test_an_authority_is_called_by_its_short_name():
    assert str(Authority(name="青禾市城市管理局", short_name="市城管局")) == "市城管局"
    assert str(Authority(name="青禾市城市管理局")) == "青禾市城市管理局"


def test_an_authority_or_number_that_an_article_names_is_not_deleted():
    advising, ringing = make_authority(), make_authority("青禾市供热公司", number="5550135")
    make_article(advised_by=advising, hotline=ringing.hotlines.get())
    for item in (advising, ringing, ringing.hotlines.get()):
        with pytest.raises(ProtectedError):
            item.delete()


@pytest.mark.django_db(databases=[])
def test_no_page_names_a_number_by_its_authority_since_it_may_have_none():
    templates = (settings.BASE_DIR / "templates").rglob("*.html")
    assert not [path.name for path in templates if re.search(r"hotline\.authority\.name", path.read_text())]
