"""Whether a reader's request arrives as it should: the site asks itself through its public address (`probe.py`)."""

import json
import secrets
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from http.client import HTTPException
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.http.request import split_domain_port, validate_host
from django.utils import timezone
from django.utils.translation import gettext as _

from . import from_outside, probe, proxy_rules
from .clocks import TOLERATED, put_right
from .from_outside import OutsideAnswer
from .proxy_rules import REDIRECTS
from .trouble import Trouble, error, warning

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
    yield from _clock(answer, seen)
    yield from proxy_rules.look(answer)


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


def _clock(answer: OutsideAnswer, seen: dict[str, Any]) -> Iterator[Trouble]:
    now = timezone.now().timestamp()
    clocks = {_("the server"): seen["time"]}
    if "Date" in answer.headers:
        clocks[_("the proxy")] = parsedate_to_datetime(answer.headers["Date"]).timestamp()
    for name, moment in clocks.items():
        if abs(moment - now) >= TOLERATED:
            words = _("The clock of %(name)s differs by %(seconds)d seconds from the site's.")
            yield warning(words % {"name": name, "seconds": round(abs(moment - now))}, put_right())
