"""The pictures that an officer sees: those chosen for the referral, while a reply is waited for."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from photos.intake import clean_picture
from portal.testing import make_authority, make_case, make_desk, picture_file
from questions.stages import assigning, following, referring

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(reporter):
    pictures = [clean_picture(picture_file(colour=(shade, 0, 0))) for shade in (10, 90, 200)]
    case = make_case(make_desk(members=[reporter]), pictures=pictures)
    assigning.claim(case, reporter)
    return case


@pytest.fixture
def referral(case, reporter):
    return referring.refer(case, reporter, make_authority(), "路灯不亮。", pictures=list(case.pictures.all()[:2]))


def address(referral, picture):
    return reverse("questions:referral_picture", args=[referral.token, picture.pk])


def test_the_page_shows_what_was_chosen_and_nothing_else(client, referral, case):
    page = client.get(referral.key_path).content.decode()
    first, second, third = case.pictures.all()
    assert address(referral, first) in page
    assert address(referral, second) in page
    assert address(referral, third) not in page
    assert first.stem not in page


def test_a_picture_is_a_jpeg_that_nobody_keeps(client, referral, case):
    path = address(referral, case.pictures.first())
    for query in ("", "?size=small", "?size=large"):
        answer = client.get(path + query)
        assert answer.status_code == 200
        assert b"".join(answer.streaming_content).startswith(b"\xff\xd8\xff")
    for query in ("?size=", "?size=huge", "?size=../large"):
        assert client.get(path + query).status_code == 404
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Robots-Tag"].startswith("noindex")
    assert not answer.cookies


def test_neither_one_that_was_not_chosen_nor_anothers_is_given(client, referral, case, reporter):
    other = make_case(case.desk, pictures=[clean_picture(picture_file(colour=(0, 0, 99)))])
    assigning.claim(other, reporter)
    theirs = referring.refer(other, reporter, referral.authority, "另一件事。", pictures=list(other.pictures.all()))
    assert client.get(address(theirs, other.pictures.get())).status_code == 200
    for wrong in (case.pictures.last(), other.pictures.get()):
        assert client.get(address(referral, wrong)).status_code == 404
    assert client.get(reverse("questions:referral_picture", args=[referral.token, 10**30])).status_code == 404
    assert client.post(address(referral, case.pictures.first())).status_code == 405


@pytest.mark.parametrize("ended", ["replied", "revoked", "expired", "closed"])
def test_they_are_gone_with_the_link(ended, client, referral, case, reporter):
    path = address(referral, case.pictures.first())
    assert client.get(path).status_code == 200
    match ended:
        case "replied":
            referring.take_reply(referral.case, referral, "修好了。")
        case "revoked":
            referring.revoke_referral(referral.case, reporter, referral)
        case "expired":
            type(referral).objects.update(expires_at=timezone.now() - timedelta(seconds=1))
        case "closed":
            following.withdraw(referral.case)
    answer = client.get(path)
    assert answer.status_code == 404
    assert "no-store" in answer["Cache-Control"]
