"""Files in storage that speaks S3 (Amazon S3, Aliyun OSS, MinIO and others), for a site on several machines.

django-storages keeps the connection. What is read and written goes in one request each, so a file is there whole or not
at all; none is over 40 MB. How a storage is named by one variable, `address.py` says.
"""

import mimetypes
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from boto3.exceptions import Boto3Error
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings
from django.core.files.base import File
from django.utils.encoding import filepath_to_uri
from django.utils.http import content_disposition_header
from storages.backends.s3 import S3Storage

from .taken_back import TakenBackMixin
from .walking import Stored
from .write_faults import CannotRead, CannotStore, StorageFault, raised_as

TYPES = {".webp": "image/webp"}  # which Python's table lacks
FOR_EVER = "public, max-age=31536000, immutable"  # a file is never changed once it has its name
# A worker has one thread, and waits for nobody longer than a reader would.
PATIENCE = {"connect_timeout": 2, "read_timeout": 5, "retries": {"total_max_attempts": 2}}
# Checksums that only Amazon knows are left out.
PLAIN_S3 = {"request_checksum_calculation": "when_required", "response_checksum_validation": "when_required"}
ERRORS = (BotoCoreError, Boto3Error, ClientError)


class BucketStorage(TakenBackMixin, S3Storage):
    """The files of one bucket. Raises CannotStore and CannotRead where the bucket refuses or is silent."""

    def __init__(self, *, addressing: str, encryption: str, **options: Any) -> None:
        config = Config(s3={"addressing_style": addressing}, signature_version="s3v4", **PATIENCE, **PLAIN_S3)
        super().__init__(client_config=config, file_overwrite=False, default_acl=None, **options)
        self.encryption = encryption

    @property
    def client(self) -> Any:
        return self.connection.meta.client

    def get_object_parameters(self, name: str) -> dict[str, str]:
        """Return what an object is stored with. It has no ACL: it is as public as its bucket."""
        return {"ServerSideEncryption": self.encryption} if self.encryption else {}

    def walk(self, folder: str = "") -> Iterator[Stored]:
        """Yield every file below `folder`."""
        prefix = self._normalize_name(folder).strip("/")
        start = f"{prefix}/" if prefix else ""
        with raised_as(CannotRead, *ERRORS):
            pages = self.client.get_paginator("list_objects_v2").paginate(Bucket=self.bucket_name, Prefix=start)
            for page in pages:
                for found in page.get("Contents", ()):
                    name = found["Key"].removeprefix(self.location).lstrip("/")
                    yield Stored(name, found["Size"], found["LastModified"])

    def exists(self, name: str) -> bool:
        with raised_as(CannotRead, *ERRORS):
            return super().exists(name)

    def size(self, name: str) -> int:
        with raised_as(CannotRead, *ERRORS):
            return super().size(name)

    def delete(self, name: str) -> None:
        with raised_as(StorageFault, *ERRORS):
            super().delete(name)

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        with raised_as(CannotStore):
            return super().get_available_name(name, max_length)

    def _open(self, name: str, mode: str = "rb") -> File:
        if mode != "rb":
            raise ValueError("A file in S3 is read whole, and written by `save`.")
        with raised_as(CannotRead, *ERRORS):
            try:
                found = self.client.get_object(Bucket=self.bucket_name, Key=self._normalize_name(name))
            except ClientError as error:
                if error.response["ResponseMetadata"]["HTTPStatusCode"] == 404:
                    raise FileNotFoundError(name) from None
                raise
            return File(BytesIO(found["Body"].read()), name)

    def _save(self, name: str, content: File) -> str:
        with raised_as(CannotStore, *ERRORS):
            content.seek(0)
            self.client.put_object(
                Bucket=self.bucket_name,
                Key=self._normalize_name(name),
                Body=content.read(),
                ContentType=type_of(name),
                **self.get_object_parameters(name),
            )
        return name


class PublicBucketStorage(BucketStorage):
    """Pictures for readers, whose browsers fetch them from MEDIA_URL. To say an address asks nobody."""

    def get_object_parameters(self, name: str) -> dict[str, str]:
        return {"CacheControl": FOR_EVER, **super().get_object_parameters(name)}

    def url(self, name: str, *_args: Any, **_kwargs: Any) -> str:
        return settings.MEDIA_URL + filepath_to_uri(name)


class PrivateBucketStorage(BucketStorage):
    """Files that only a view may hand out, which checks who asks: itself, or by `link` for some seconds."""

    def __init__(self, *, link_seconds: int, **options: Any) -> None:
        super().__init__(**options)
        self.link_seconds = link_seconds

    def url(self, name: str, *_args: Any, **_kwargs: Any) -> str:
        raise ValueError("This file is not accessible via a URL.")

    def bare_address(self, name: str) -> str:
        """Return the address of a file in the bucket. Without a signature nobody may get it there."""
        asked = {"Bucket": self.bucket_name, "Key": self._normalize_name(name)}
        address: str = self.unsigned_connection.meta.client.generate_presigned_url("get_object", Params=asked)
        return address

    def link(self, name: str, content_type: str, saved_as: str) -> str:
        """Return an address that is good for `link_seconds`, by which the file is saved as `saved_as`.

        Without that it is saved too, under its own name: nothing private is shown under the bucket's address.
        """
        asked = {
            "Bucket": self.bucket_name,
            "Key": self._normalize_name(name),
            "ResponseContentType": content_type,
            "ResponseContentDisposition": content_disposition_header(True, saved_as) or "attachment",
            "ResponseCacheControl": "private, no-store",
        }
        address: str = self.client.generate_presigned_url("get_object", Params=asked, ExpiresIn=self.link_seconds)
        return address


def type_of(name: str) -> str:
    """Return the type with which a file is handed out by its name, which is the site's own."""
    known = next((kind for ending, kind in TYPES.items() if name.endswith(ending)), None)
    return known or mimetypes.guess_type(name)[0] or "application/octet-stream"
