"""The doctor asks the private bucket as a stranger would."""

import pytest
from django.core.files.storage import storages

from operations.doctor import served_files
from storage.s3 import PrivateBucketStorage
from storage.tests.bucket import Buckets, keep_in


@pytest.fixture
def _buckets(settings):
    made = Buckets()
    settings.SITE_URL = "http://127.0.0.1:9"  # where nobody answers
    keep_in(settings, made.public, made.private)
    yield
    made.server.stop()


@pytest.mark.usefixtures("_buckets")
def test_a_private_bucket_that_is_open_to_strangers_is_found(monkeypatch):
    assert list(served_files.private_files_handed_out()) == []
    monkeypatch.setattr(PrivateBucketStorage, "get_object_parameters", lambda *_args: {"ACL": "public-read"})
    (trouble,) = served_files.private_files_handed_out()
    assert "非公开文件交了出去" in str(trouble)
    assert list(storages["private"].walk()) == []
