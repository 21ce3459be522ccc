"""One variable says where files are kept. What is wrong with it is said without the password that it holds."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from storage.storage_url import origins_of, storage_at


def test_nothing_means_the_disk():
    assert storage_at("MEDIA_STORAGE", "") == ({"BACKEND": "storage.durable.DurableFileStorage"}, "/media/")
    assert storage_at("PRIVATE_STORAGE", "") == ({"BACKEND": "storage.private_files.PrivateFileStorage"}, "")


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("s3://k:s@oss.example/media", "https://oss.example/media/"),
        ("s3://oss.example:9000/media/paper/?tls=no", "http://oss.example:9000/media/paper/"),
        ("s3://k:s@oss.example/media/报?addressing=virtual&region=cn-east", "https://media.oss.example/%E6%8A%A5/"),
    ],
)
def test_readers_find_pictures_below_the_bucket(address, found):
    assert storage_at("MEDIA_STORAGE", address)[1] == found


def test_a_key_may_hold_any_character():
    options = storage_at("PRIVATE_STORAGE", "s3://k%40y:a%2Fb%3A@oss.example/p?link_seconds=60")[0]["OPTIONS"]
    assert (options["access_key"], options["secret_key"], options["link_seconds"]) == ("k@y", "a/b:", 60)


@pytest.mark.parametrize(
    "address",
    [
        "https://k:hidden@oss.example/media",
        "s3://k:hidden@oss.example",
        "s3://k:hidden@oss.example/media?regoin=x",
        "s3://k:hidden@oss.example/media?link_seconds=61",
        "s3://k:hidden@oss.example/media?link_seconds=long",
        "s3://k:hidden@oss.example:port/media",
        "s3://k:hid/den@oss.example/media",
        "s3://k:hidden@oss.example/media?addressing=auto",
    ],
)
def test_what_is_wrong_is_refused_and_not_repeated(address):
    with pytest.raises(ImproperlyConfigured) as refused:
        storage_at("PRIVATE_STORAGE", address)
    assert "PRIVATE_STORAGE must be s3://" in str(refused.value)
    assert "hid" not in str(refused.value)


def test_the_policy_names_the_hosts_of_others_alone():
    assert origins_of("/media/", "", "https://a.example/media/", "https://a.example/x/") == ["https://a.example"]
