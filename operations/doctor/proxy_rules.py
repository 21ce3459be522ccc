"""What the proxy lets through, holds back and adds: HSTS, cookies, http, large forms."""

import re
from collections.abc import Iterator
from http.client import HTTPException
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from questions.rules import MOST_PICTURES

from . import from_outside
from .from_outside import OutsideAnswer
from .trouble import Trouble, error, warning

FIELDS = 1024 * 1024  # bytes of a form besides its pictures
REDIRECTS = {301, 302, 303, 307, 308}


def look(answer: OutsideAnswer) -> Iterator[Trouble]:
    """Yield what is wrong, `answer` being one that the site gave through the proxy."""
    yield from _headers(answer)
    yield from _cookies()
    yield from _plain_http()
    yield from _uploads()


def _headers(answer: OutsideAnswer) -> Iterator[Trouble]:
    wanted, said = settings.SECURE_HSTS_SECONDS, answer.headers.get_all("Strict-Transport-Security", [])
    if not wanted or urlsplit(settings.SITE_URL).scheme != "https":
        return
    spans = [int(found[1]) for one in said if (found := re.search(r"max-age=\"?([0-9]+)", one))]
    if spans != [wanted]:
        yield warning(
            _("Strict-Transport-Security (HSTS) is “%(said)s”; the site says max-age=%(wanted)d.")
            % {"said": ", ".join(said) or _("missing"), "wanted": wanted},
            _("Have the proxy pass that header on as it is, and add none of its own."),
        )


def _cookies() -> Iterator[Trouble]:
    if urlsplit(settings.SITE_URL).scheme != "https":
        return
    cookies = from_outside.ask(reverse("admin:login")).headers.get_all("Set-Cookie", [])
    if [cookie for cookie in cookies if "secure" not in cookie.lower()]:
        yield error(
            _("Cookies of the desk travel without “Secure”, so by http too."),
            _("Run the server with DEBUG='false', and have the proxy pass Set-Cookie on as it is."),
        )


def _plain_http() -> Iterator[Trouble]:
    """Ask by http on its usual port, as somebody who types the name alone. That nobody answers there is no trouble."""
    if (base := plain_address()) is None:
        return
    for headers in ({}, {"X-Forwarded-Proto": "https"}):
        try:
            answer = from_outside.ask("/robots.txt", headers, base)
        except (OSError, HTTPException):
            return
        leads_to_https = answer.headers.get("Location", "").startswith("https://")
        if answer.status in REDIRECTS and leads_to_https:
            continue
        if headers:
            yield error(
                _("Whoever asks by http and claims https in X-Forwarded-Proto is believed."),
                _("Have the proxy set X-Forwarded-Proto itself (nginx: proxy_set_header X-Forwarded-Proto $scheme;)."),
            )
        else:
            yield error(
                _("By http the site answers %d instead of leading to https.") % answer.status,
                _("Have the proxy lead http to https (nginx: return 308 https://$host$request_uri;)."),
            )
        return


def plain_address() -> str | None:
    """Return the address of the site by http, or None where SITE_URL says nothing of it."""
    parts = urlsplit(settings.SITE_URL)
    return f"http://{parts.hostname}" if parts.scheme == "https" and parts.port in {None, 443} else None


def _uploads() -> Iterator[Trouble]:
    """Announce a large form where citizens send pictures, and where the desk sends manuscripts: no page is there."""
    size = largest_form()
    for begins in (reverse("questions:list"), reverse("admin:index")):
        if from_outside.announce(f"{begins}jinlin-doctor/", size) == 413:
            told = {"size": size // FIELDS, "path": begins}
            yield error(
                _("Under %(path)s the proxy refuses forms of %(size)d MB, which the site asks for.") % told,
                _("Let it take 85 MB there (nginx: client_max_body_size 85m;)."),
            )


def largest_form() -> int:
    """Return the bytes of the largest form that the site takes: a question with as many pictures as there may be."""
    return MOST_PICTURES * settings.CASE_PICTURE_MAX_BYTES + FIELDS
