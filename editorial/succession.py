"""Each version of an item holds the digest of the one before it, so that none is changed or exchanged unseen.

What a digest is made of must never change: every version kept until now is known by it.
"""

import json
from datetime import UTC
from hashlib import sha256

from django.core.serializers.json import DjangoJSONEncoder

CHUNK = 50  # versions that are in memory at a time, each with all that its item held


def digest_of(version):
    """Return the digest of all that `version` says, and of all before it, in 64 hexadecimal digits."""
    said = [
        version.number,
        version.data,
        version.saved_by_id,
        version.saved_at.astimezone(UTC).isoformat(),
        version.remark,
        version.follows,
    ]
    text = json.dumps(said, cls=DjangoJSONEncoder, sort_keys=True, ensure_ascii=False)
    return sha256(text.encode()).hexdigest()


def successions(versions):
    """Yield (version, digest of the one before it in its item) for every version of a queryset.

    The digest is empty for the first version.
    """
    keys = list(versions.order_by("content_type_id", "object_id", "number").values_list("pk", flat=True))
    last, before = None, ""
    for start in range(0, len(keys), CHUNK):
        chunk = keys[start : start + CHUNK]
        found = versions.in_bulk(chunk)
        for version in map(found.__getitem__, chunk):
            if (item := (version.content_type_id, version.object_id)) != last:
                last, before = item, ""
            yield version, before
            before = digest_of(version)


def unbroken(versions):
    """Return the keys of those of `versions` that hold the digest which the one before them has now."""
    return {version.pk for version, before in successions(versions) if version.follows == before}


def link_anew(versions, keys):
    """Give those of `versions` with `keys` the new digests of the ones before them, which were rightfully changed.

    Others stay as they are.
    """
    for version, before in successions(versions):
        if version.pk in keys and version.follows != before:
            type(version)._base_manager.filter(pk=version.pk).update(follows=before)
            version.follows = before  # before its own digest is taken
