"""Whether readers can open a page of this site. Its view is called for nobody in particular."""

from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.staticfiles import finders
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.db import transaction
from django.urls import Resolver404, resolve

from web.hosts import host_of

ELDER_EDITION = "/elder/"  # the same pages under a prefix


def is_reachable(address):
    """Whether `address`, a path with its query, answers a reader with a page or a file."""
    if address.startswith(ELDER_EDITION):
        address = address.removeprefix(ELDER_EDITION.rstrip("/"))
    path = unquote(urlsplit(address).path)
    closed = ("/admin/", *settings.CLOSED_DOORS)
    if path.startswith(closed) or f"{path}/" in closed:
        return False
    try:
        if path.startswith(settings.STATIC_URL):
            return finders.find(path.removeprefix(settings.STATIC_URL)) is not None
        if path.startswith(settings.MEDIA_URL):
            return default_storage.exists(path.removeprefix(settings.MEDIA_URL))
    except SuspiciousFileOperation:
        return False
    match = _match(path)
    return match is not None and _answers(match, address)


def _match(path):
    """Return the view of `path`, or None. A slash that is missing at its end is added, as a redirect would do."""
    for known in [path, f"{path}/"] if settings.APPEND_SLASH else [path]:
        try:
            return resolve(known)
        except Resolver404:
            continue
    return None


def _answers(match, address):
    from django.test import RequestFactory  # with it come unittest and whatever else tests need

    factory = RequestFactory(headers={"host": host_of(settings.SITE_URL)})
    try:
        request = factory.get(address, secure=settings.SITE_URL.startswith("https:"))
        request.user, request.elder, request.resolver_match = AnonymousUser(), False, match
        # The page has a transaction of its own, so that an error of the database ends with the page.
        with transaction.atomic():
            return match.func(request, *match.args, **match.kwargs).status_code < 400
    except Exception:  # whatever error a page ends in, it is not there for readers
        return False
