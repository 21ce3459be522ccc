"""Where files are kept, said in one variable as DATABASE_URL says it of the database.

`s3://key:secret@host/bucket/prefix?region=…`: key and secret are written as in an address (`%2F` for a slash). Without
them boto3 finds its own, as on a machine of Amazon's. Behind the question mark may stand:

- `region`, of the bucket;
- `addressing=virtual`, where the bucket stands before the host, as OSS wants it, and not behind it;
- `encryption`: `AES256` or `aws:kms`, by which the other side encrypts what it keeps;
- `tls=no`, for a host within one's own walls;
- `link_seconds`, of private files: up to 60; 0, and the site hands them out itself.
"""

from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

PUBLIC_ON_DISK = "storage.durable.DurableFileStorage"
PRIVATE_ON_DISK = "storage.private_files.PrivateFileStorage"
LONGEST_LINK = 60  # seconds
ADDRESSINGS = {"path", "virtual"}
SAID = {"region", "addressing", "encryption", "tls", "link_seconds"}


def storage_at(variable: str, address: str) -> tuple[dict[str, Any], str]:
    """Return (BACKEND and OPTIONS for STORAGES, the address below which its files are) of what `variable` holds.

    Where it is empty, files lie on the disk. Raises ImproperlyConfigured with a sentence that repeats nothing of the
    address, which holds a password.
    """
    is_private = variable == "PRIVATE_STORAGE"
    if not address:
        return ({"BACKEND": PRIVATE_ON_DISK}, "") if is_private else ({"BACKEND": PUBLIC_ON_DISK}, "/media/")
    try:
        parts = urlsplit(address)
        said = dict(parse_qsl(parts.query, strict_parsing=bool(parts.query)))
        port, seconds = parts.port, int(said.get("link_seconds", 0))
    except ValueError:
        raise _refused(variable) from None
    bucket, _slash, prefix = parts.path.strip("/").partition("/")
    addressing = said.get("addressing", "path")
    fits = SAID.issuperset(said) and addressing in ADDRESSINGS and 0 <= seconds <= LONGEST_LINK
    if parts.scheme != "s3" or not parts.hostname or not bucket or not fits:
        raise _refused(variable)
    scheme, host = "http" if said.get("tls") == "no" else "https", f"{parts.hostname}{f':{port}' if port else ''}"
    options = {
        "access_key": unquote(parts.username) if parts.username else None,
        "secret_key": unquote(parts.password) if parts.password else None,
        "endpoint_url": f"{scheme}://{host}",
        "bucket_name": bucket,
        "location": prefix,
        "region_name": said.get("region"),
        "addressing": addressing,
        "encryption": said.get("encryption", ""),
        **({"link_seconds": seconds} if is_private else {}),
    }
    backend = f"storage.s3.{'Private' if is_private else 'Public'}BucketStorage"
    below = f"{prefix}/" if prefix else ""
    found = f"{bucket}.{host}/{below}" if addressing == "virtual" else f"{host}/{bucket}/{below}"
    return {"BACKEND": backend, "OPTIONS": options}, f"{scheme}://{quote(found, safe='/:.')}"


def origins_of(*addresses: str) -> list[str]:
    """Return for the content policy the origins of those `addresses` that are not the site's own."""
    parts = [urlsplit(address) for address in addresses]
    return sorted({f"{one.scheme}://{one.netloc}" for one in parts if one.netloc})


def _refused(variable: str) -> ImproperlyConfigured:
    return ImproperlyConfigured(
        f"{variable} must be s3://key:secret@host/bucket (see docs/operations.md); or empty, and files lie in VAR_DIR."
    )
