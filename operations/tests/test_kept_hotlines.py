"""The hotlines of the city are kept in a file, for the page of a site whose database is away."""

import pytest
from django.conf import settings
from django.db import OperationalError

from directory.models import Authority, Hotline
from operations.outages import kept_hotlines
from portal.testing import make_authority


@pytest.fixture(autouse=True)
def _own_folder(monkeypatch, tmp_path):
    monkeypatch.setattr(settings, "VAR_DIR", tmp_path)


def numbers():
    return [(one["holder"], one["purpose"], one["number"], one["tel"]) for one in kept_hotlines.kept()]


@pytest.mark.django_db
def test_every_change_of_a_number_is_kept(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        authority = make_authority("青禾市自来水公司", number="5550130")
    assert [number for _holder, _purpose, number, _tel in numbers()] == ["5550130"]
    with django_capture_on_commit_callbacks(execute=True):
        Hotline.objects.create(authority=authority, number="5550131转2", purpose="水质投诉", order=9)
    assert numbers()[1] == ("青禾市自来水公司", "水质投诉", "5550131转2", "tel:5550131;ext=2")
    with django_capture_on_commit_callbacks(execute=True):
        Authority.objects.all().delete()
    assert numbers() == []


@pytest.mark.django_db
def test_the_page_of_the_proxy_gets_the_numbers_as_a_piece_of_html(tmp_path):
    make_authority("自来水<公司>", number="5550130")
    kept_hotlines.keep()
    piece = (tmp_path / kept_hotlines.PIECE).read_text()
    assert "自来水&lt;公司&gt;" in piece
    assert '<a href="tel:5550130">5550130</a>' in piece
    assert (
        f"alias /var/lib/jinlin/{kept_hotlines.PIECE};" in (settings.BASE_DIR / "deploy/nginx/jinlin.conf").read_text()
    )


@pytest.mark.django_db
def test_a_number_without_an_authority_is_not_public_and_not_kept():
    Hotline.objects.create(number="5550199", purpose="待核")
    kept_hotlines.keep()
    assert numbers() == []


@pytest.mark.django_db
def test_what_cannot_be_kept_now_leaves_the_file_and_the_change_as_they_are(monkeypatch, caplog):
    make_authority(number="5550130")
    kept_hotlines.keep()

    def fail():
        raise OperationalError

    with monkeypatch.context() as patch:
        patch.setattr(Authority.objects, "with_hotlines", fail)
        kept_hotlines.keep()
    with monkeypatch.context() as patch:
        patch.setattr(settings, "VAR_DIR", "/nowhere/at/all")
        kept_hotlines.keep()
    assert len(caplog.messages) == 2
    assert len(numbers()) == 1
