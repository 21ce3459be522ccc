"""Files in S3: readers' pictures, private files, and what is done with them. A server in this process speaks S3."""

import time
from urllib.error import HTTPError
from urllib.parse import parse_qs, urlsplit
from urllib.request import urlopen

import pytest
from botocore.httpsession import URLLib3Session
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage, storages
from django.db import transaction
from PIL import Image

from editorial.wechat.pictures import jpeg_of
from photos import reshaping
from photos.intake import clean_picture
from photos.models import Photo
from portal.testing import make_article, make_photo, picture_file
from storage.handing_out import hand_out
from storage.s3 import type_of
from storage.tests.bucket import Buckets, keep_in
from storage.write_faults import CannotRead, CannotStore

FOR_A_YEAR = "public, max-age=31536000, immutable"


@pytest.fixture(scope="module")
def _server():
    buckets = Buckets()
    yield buckets
    buckets.server.stop()


@pytest.fixture
def buckets(_server, settings):
    """Keep the files of a test in two empty buckets."""
    _server.anew()
    keep_in(settings, _server.public, _server.private)
    return _server


@pytest.fixture
def asked(monkeypatch):
    """The methods of all requests that went to S3."""
    methods, send = [], URLLib3Session.send
    monkeypatch.setattr(
        URLLib3Session, "send", lambda self, request: (methods.append(request.method), send(self, request))[1]
    )
    return methods


@pytest.mark.django_db
def test_a_picture_lies_there_as_browsers_need_it(buckets):
    photo = make_photo(width=1000, height=800)
    heads = {name: buckets.head(name) for name in photo.file_names}
    assert {(name[-4:], head["ContentType"]) for name, head in heads.items()} == {
        (".jpg", "image/jpeg"), ("webp", "image/webp"),
    }  # fmt: skip
    assert {head["CacheControl"] for head in heads.values()} == {FOR_A_YEAR}
    assert photo.master_bytes == heads[photo.master_name]["ContentLength"]
    assert photo.url == f"http://{buckets.host}/{buckets.names[0]}/paper/photos/{photo.stem}-960.webp"


@pytest.mark.django_db
def test_to_show_a_picture_nobody_asks_s3(buckets, asked):
    photo = make_photo()
    asked.clear()
    photo = Photo.objects.get(pk=photo.pk)
    assert all([photo.srcset, photo.url, photo.master_url, photo.thumbnail_url, photo.master_bytes])
    assert asked == []


@pytest.mark.django_db
def test_no_page_of_readers_asks_s3(buckets, asked, client):
    article = make_article(lead_photo=make_photo())
    asked.clear()
    for path in ("/", article.get_absolute_url(), f"/elder{article.get_absolute_url()}", "/feeds/all/"):
        assert buckets.host in client.get(path, follow=True).text, path
    assert asked == []


@pytest.mark.django_db
def test_a_picture_is_turned_pasted_into_wechat_and_deleted(buckets, reporter):
    photo = make_photo(width=1000, height=800)
    before = photo.file_names
    reshaping.turn(photo, reporter, 1)
    with default_storage.open(photo.master_name) as file, Image.open(file) as image:
        assert image.size == (800, 1000)
    assert jpeg_of(photo).startswith(b"\xff\xd8")
    photo.discard_files()
    assert {one.name for one in default_storage.walk("photos")} == set(before)


def test_what_is_stored_may_be_encrypted_there(buckets, settings):
    keep_in(settings, f"{buckets.public}&encryption=AES256", f"{buckets.private}&encryption=AES256")
    default_storage.save("a.webp", ContentFile(b"1"))
    storages["private"].save("a.pdf", ContentFile(b"1"))
    assert buckets.head("a.webp")["ServerSideEncryption"] == "AES256"
    assert buckets.head("a.pdf", is_private=True)["ServerSideEncryption"] == "AES256"


def test_a_private_file_goes_out_by_the_site_alone(buckets):
    name = storages["private"].save("documents/a.pdf", ContentFile(b"paper"))
    with pytest.raises(ValueError, match="not accessible via a URL"):
        storages["private"].url(name)
    acl = buckets.client.get_object_acl(Bucket=buckets.names[1], Key="paper/documents/a.pdf")
    assert [grant["Grantee"]["Type"] for grant in acl["Grants"]] == ["CanonicalUser"]  # its owner, and not AllUsers
    response = hand_out(storages["private"], name, content_type="application/pdf", saved_as="通知.pdf")
    assert b"".join(response.streaming_content) == b"paper"
    assert response["Content-Length"] == "5"


def test_a_stranger_does_not_get_it_from_the_bucket(buckets):
    storages["private"].save("documents/a.pdf", ContentFile(b"paper"))
    address = storages["private"].bare_address("documents/a.pdf")
    assert address == f"http://{buckets.host}/{buckets.names[1]}/paper/documents/a.pdf"
    with pytest.raises(HTTPError, match="403"):
        urlopen(address)  # noqa: S310
    buckets.client.put_object_acl(
        Bucket=buckets.names[1], Key="paper/documents/a.pdf", ACL="public-read"
    )  # what the doctor would find
    assert urlopen(address).read() == b"paper"  # noqa: S310


def test_or_by_an_address_that_is_good_for_seconds(buckets, settings, asked):
    keep_in(settings, buckets.public, f"{buckets.private}&link_seconds=20")
    name = storages["private"].save("documents/a.pdf", ContentFile(b"paper"))
    asked.clear()
    response = hand_out(storages["private"], name, content_type="application/pdf", saved_as="通知.pdf")
    said = parse_qs(urlsplit(response["Location"]).query)
    assert (response.status_code, said["X-Amz-Expires"], said["response-content-type"]) == (
        302, ["20"], ["application/pdf"],
    )  # fmt: skip
    assert said["response-content-disposition"] == ["attachment; filename*=utf-8''%E9%80%9A%E7%9F%A5.pdf"]
    assert (response["Cache-Control"], response["Referrer-Policy"]) == ("private, no-store", "no-referrer")
    assert asked == []


def test_names_stay_apart_and_none_leads_out_of_its_folder(buckets):
    assert default_storage.save("a.webp", ContentFile(b"1")) == "a.webp"
    other = default_storage.save("a.webp", ContentFile(b"2"))
    assert other != "a.webp"
    assert default_storage.open("a.webp").read() == b"1"
    with pytest.raises(Exception, match="denied"):
        default_storage.open("../private-1/a.webp")


def test_one_that_is_gone_is_not_found_and_deleted_without_a_word(buckets):
    for ask in (default_storage.open, default_storage.size):
        with pytest.raises(FileNotFoundError):
            ask("nothing.webp")
    default_storage.delete("nothing.webp")
    assert not default_storage.exists("nothing.webp")
    assert list(default_storage.walk()) == []


@pytest.mark.django_db(transaction=True)
def test_what_a_transaction_stored_goes_with_it(buckets):
    @transaction.atomic
    def fail():
        Group.objects.create(name="甲")
        default_storage.save("a.webp", ContentFile(b"1"))
        raise KeyError

    pytest.raises(KeyError, fail)
    assert not default_storage.exists("a.webp")


@pytest.mark.parametrize("wrong", ["no such bucket", "nobody there"])
def test_a_bucket_that_refuses_or_is_silent_is_a_sentence_within_seconds(buckets, settings, wrong):
    said = {"no such bucket": (buckets.names[0], "nowhere"), "nobody there": (buckets.host, "127.0.0.1:9")}[wrong]
    keep_in(settings, buckets.public.replace(*said), buckets.private.replace(*said))
    start = time.monotonic()
    with pytest.raises(CannotStore) as fault:
        default_storage.save("a.webp", ContentFile(b"1"))
    assert "写不进去" in str(fault.value.sentence)
    with pytest.raises((CannotRead, FileNotFoundError)):
        default_storage.open("a.webp")
    with pytest.raises(CannotStore):
        Photo().take_in(clean_picture(picture_file()))
    assert time.monotonic() - start < 30


def test_a_machine_that_knows_no_webp_sends_it_as_one_all_the_same(monkeypatch):
    monkeypatch.setattr("storage.s3.mimetypes.guess_type", lambda _name: (None, None))
    assert [type_of("a-960.webp"), type_of("a.bin")] == ["image/webp", "application/octet-stream"]
