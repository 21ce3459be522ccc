"""Whether a reader's request arrives as it should: the site asks itself through its public address (`probe.py`)."""

import json
import re
import secrets
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from http.client import HTTPException
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.http.request import split_domain_port, validate_host
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from questions.rules import MOST_PICTURES

from . import from_outside, probe
from .clocks import TOLERATED, put_right
from .from_outside import OutsideAnswer
from .trouble import Trouble, error, warning

FIELDS = 1024 * 1024  # bytes of a form besides its pictures
REDIRECTS = {301, 302, 303, 307, 308}
SILENT_PROXY = {502, 503, 504}


def look() -> Iterator[Trouble]:
    host, _port = split_domain_port(urlsplit(settings.SITE_URL).netloc)
    if not validate_host(host, settings.ALLOWED_HOSTS):
        yield error(
            _("The host of SITE_URL, %s, is not among ALLOWED_HOSTS: readers get an error.") % host,
            _("Put it into ALLOWED_HOSTS, and restart the server."),
        )
    token, proof = probe.make_token()
    address = f"{probe.PATH}?{secrets.token_hex(8)}"  # which no cache holds
    try:
        answer = from_outside.ask(address, {probe.HEADER: token, "X-Forwarded-For": probe.FORGED})
    except (OSError, HTTPException) as fault:
        yield error(
            _("Nobody answers at %(site)s (%(fault)s).") % {"site": settings.SITE_URL, "fault": type(fault).__name__},
            _("See whether the proxy and the server run, and whether the name leads to them from this machine too."),
        )
        return
    if (seen := _seen(answer, proof)) is None:
        yield _not_ours(answer, urljoin(settings.SITE_URL, address))
        return
    yield from _what_is_seen(seen)
    yield from _visitors(seen)
    yield from _headers(answer)
    yield from _clock(answer, seen)
    yield from _cookies()
    yield from _plain_http()
    yield from _uploads()


def _seen(answer: OutsideAnswer, proof: str) -> dict[str, Any] | None:
    """Return what the site says it saw, or None where it was not our site that answered."""
    try:
        seen = json.loads(answer.body)
    except ValueError:
        return None
    return seen if isinstance(seen, dict) and seen.get("proof") == proof else None


def _not_ours(answer: OutsideAnswer, asked: str) -> Trouble:
    if answer.status in REDIRECTS:
        return _led_on(urljoin(asked, answer.headers.get("Location", "")), asked)
    if answer.status in SILENT_PROXY:
        return error(
            _("The proxy answers %d: it does not reach the site.") % answer.status,
            _("See whether the server runs, and whether the proxy asks at its address and port."),
        )
    if answer.status == 400:
        return error(
            _("The site does not take the host by which the proxy asks (400)."),
            _("Have the proxy hand on the host (nginx: proxy_set_header Host $host;), and name it in ALLOWED_HOSTS."),
        )
    if answer.status == 429:
        return warning(_("The doctor was here too often."), _("Look again in a minute."))
    return error(
        _("At %(site)s another site answers, or this one with another SECRET_KEY (status %(status)d).")
        % {"site": settings.SITE_URL, "status": answer.status},
        _("See whether SITE_URL is right, whether the proxy knows that host, and whether the server was restarted."),
    )


def _led_on(where: str, asked: str) -> Trouble:
    if where == asked:
        return error(
            _("The site sends readers in an endless circle: it takes https for http."),
            _(
                "Set BEHIND_TLS_PROXY='true', have the proxy say how it was asked (nginx: proxy_set_header "
                "X-Forwarded-Proto $scheme;), and restart the server."
            ),
        )
    parts = urlsplit(where)
    return error(
        _("SITE_URL leads on to %s.") % f"{parts.scheme}://{parts.netloc}",
        _("Set SITE_URL to the address at which readers stay, and restart the server."),
    )


def _what_is_seen(seen: dict[str, Any]) -> Iterator[Trouble]:
    parts = urlsplit(settings.SITE_URL)
    if parts.scheme == "https" and not seen["is_secure"]:
        yield error(
            _("Asked by https, the site believes that it was http."),
            _("Set BEHIND_TLS_PROXY='true', and have the proxy set X-Forwarded-Proto."),
        )
    if seen["host"] != parts.netloc:
        yield error(
            _("Asked as %(asked)s, the site believes that it is %(seen)s.")
            % {"asked": parts.netloc, "seen": seen["host"]},
            _("Have the proxy hand on the host (nginx: proxy_set_header Host $host;)."),
        )
    if seen["settings"] != probe.settings_digest():
        yield warning(
            _("The server runs with other settings than this command."),
            _("Restart the server, and see that it and the commands read one file of settings."),
        )


def _visitors(seen: dict[str, Any]) -> Iterator[Trouble]:
    """Yield what is wrong with how visitors are told apart, by the proxies that the request has passed."""
    forged = seen["after_forged"]
    proxies = seen["forwarded"] if forged is None else forged
    if proxies != settings.PROXY_COUNT:
        words = _("PROXY_COUNT is %(said)d, and a request passes %(seen)d proxies: %(so)s.")
        so = (
            _("visitors can choose the address by which they are slowed down")
            if seen["takes_forged"] or proxies < settings.PROXY_COUNT
            else _("all visitors share one address, and slow one another down")
        )
        yield error(
            words % {"said": settings.PROXY_COUNT, "seen": proxies, "so": so},
            _(
                "Set PROXY_COUNT to the number of your own proxies, and have each append to X-Forwarded-For (nginx: "
                "proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;)."
            ),
        )


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


def _clock(answer: OutsideAnswer, seen: dict[str, Any]) -> Iterator[Trouble]:
    now = timezone.now().timestamp()
    clocks = {_("the server"): seen["time"]}
    if "Date" in answer.headers:
        clocks[_("the proxy")] = parsedate_to_datetime(answer.headers["Date"]).timestamp()
    for name, moment in clocks.items():
        if abs(moment - now) >= TOLERATED:
            words = _("The clock of %(name)s differs by %(seconds)d seconds from the site's.")
            yield warning(words % {"name": name, "seconds": round(abs(moment - now))}, put_right())


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
