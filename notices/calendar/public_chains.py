"""The public parts of many chains at once."""

from collections import defaultdict

from django.db.models import Q

from ..models import Notice


def public_chains(keys):
    """Return {key: the notices of its chain that are public or withdrawn}, in one query.

    `keys` are `Notice.chain_key`.
    """
    members = Notice.objects.public_or_withdrawn().filter(Q(pk__in=keys) | Q(root__in=keys))
    found = defaultdict(list)
    for one in members.defer("body", "body_html").order_by("pk"):
        found[one.chain_key].append(one)
    return found
