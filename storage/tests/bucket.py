"""A server that speaks S3, in this process (moto): two buckets, and what was asked of them."""

import itertools

import boto3
from moto.server import ThreadedMotoServer

from storage.storage_url import storage_at

numbers = itertools.count(1)


class Buckets:
    """`public` and `private` are the values of MEDIA_STORAGE and PRIVATE_STORAGE."""

    def __init__(self):
        self.server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
        self.server.start()
        self.host = "{}:{}".format(*self.server.get_host_and_port())
        keys = {"aws_access_key_id": "key", "aws_secret_access_key": "se/cret"}
        self.client = boto3.client("s3", endpoint_url=f"http://{self.host}", region_name="us-east-1", **keys)
        self.anew()

    def anew(self):
        """Have two empty buckets."""
        number = next(numbers)
        self.names = [f"media-{number}", f"private-{number}"]
        for name in self.names:
            self.client.create_bucket(Bucket=name)
        self.public, self.private = (
            f"s3://key:se%2Fcret@{self.host}/{name}/paper?tls=no&region=us-east-1&addressing=path"
            for name in self.names
        )

    def head(self, name, *, is_private=False):
        return self.client.head_object(Bucket=self.names[is_private], Key=f"paper/{name}")


def keep_in(settings, public, private):
    """Let `settings` keep public and private files there."""
    kept, settings.MEDIA_URL = storage_at("MEDIA_STORAGE", public)
    settings.STORAGES = {
        **settings.STORAGES, "default": kept, "private": storage_at("PRIVATE_STORAGE", private)[0],
    }  # fmt: skip
