"""Whether the web server hands out what it shall, and nothing else: two probes are written and asked for."""

import secrets
from collections.abc import Iterator
from http.client import HTTPException
from pathlib import PurePosixPath
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.core.files.storage import storages
from django.utils.translation import gettext as _

from . import from_outside, probe
from .file_stores import remove_probe, write_probe
from .trouble import Trouble, error

# How a folder beside the served one is reached: by a rule of its own, by a root that lies too high, and by what
# nginx makes of `location /media { alias …/media/; }`.
BESIDE = ("/", "/{folder}/", "/var/", "/var/{folder}/", "{served}{folder}/", "{served}../{folder}/",
          "{bare}../{folder}/", "{served}..%2f{folder}/", "{served}%2e%2e/{folder}/")  # fmt: skip
SQLITE = b"SQLite format 3"


def look() -> Iterator[Trouble]:
    yield from private_files_handed_out()
    yield from _left_to_nginx()
    yield from _media()
    yield from _database()


def private_files_handed_out() -> Iterator[Trouble]:
    """Yield what is wrong if anybody can read a file of the private storage. A probe is written and deleted."""
    try:
        file, content = write_probe("private")
    except Exception:  # that nothing can be written is said elsewhere
        return
    try:
        folder = PurePosixPath(settings.PRIVATE_ROOT).name
        for path in [*_ways_to(file, folder), *_own_address(file)]:
            if content in _body(path):
                yield error(
                    _("The web server hands out private files: anybody can read %s.") % urlsplit(path).path,
                    _("Close that folder in the proxy at once. Take it that citizens' pictures were seen."),
                )
                return
    finally:
        remove_probe("private", file)


def _left_to_nginx() -> Iterator[Trouble]:
    """Have the site leave a private file to the proxy, as it does when somebody asks who may see it."""
    if not settings.ACCEL_REDIRECT:
        return
    try:
        file, content = write_probe("private")
    except Exception:  # that nothing can be written is said elsewhere
        return
    try:
        token, _proof = probe.make_token(file)
        if content not in _body(f"{probe.PATH}?{secrets.token_hex(8)}", {probe.HEADER: token}):
            yield error(
                _("Private files do not arrive: nobody gets an attachment or the picture of a question."),
                _("Have the proxy serve %(folder)s under %(path)s for the site alone, and see that it may read there: "
                  "“chmod -R g+rX %(folder)s”.")
                % {"folder": settings.PRIVATE_ROOT, "path": settings.ACCEL_REDIRECT},
            )  # fmt: skip
    finally:
        remove_probe("private", file)


def _media() -> Iterator[Trouble]:
    try:
        file, content = write_probe("default")
    except Exception:  # that nothing can be written is said elsewhere
        return
    try:
        address = storages["default"].url(file)
        if content not in _body(address):
            yield error(
                _("Pictures are not handed out: nobody gets %s.") % urlsplit(address).path,
                _("Have the proxy serve %(folder)s under %(path)s, and see that it may read there.")
                % {"folder": settings.MEDIA_ROOT, "path": settings.MEDIA_URL},
            )
    finally:
        remove_probe("default", file)


def _database() -> Iterator[Trouble]:
    """Look for the folder that holds everything: with SQLite the database lies in it."""
    name = PurePosixPath(str(settings.DATABASES["default"]["NAME"])).name
    if "sqlite3" not in settings.DATABASES["default"]["ENGINE"]:
        return
    for path in _ways_to(name, "."):
        if _body(path).startswith(SQLITE):
            yield error(
                _("The web server hands out the database: anybody can read %s.") % path,
                _("Close that folder in the proxy at once, change all passwords, and tell whom it concerns."),
            )
            return


def _ways_to(file: str, folder: str) -> list[str]:
    """Return paths by which a careless web server would hand out `file` of `folder`."""
    served = [url if url.startswith("/") else "/" for url in (settings.MEDIA_URL, settings.STATIC_URL)]
    begins = [way.format(folder=folder, served=one, bare=one.rstrip("/")) for way in BESIDE for one in served]
    begins += [settings.ACCEL_REDIRECT] if settings.ACCEL_REDIRECT else []
    return list(dict.fromkeys(f"{begin.replace('/./', '/')}{file}" for begin in begins))


def _own_address(file: str) -> list[str]:
    """Return the address of `file` in the private bucket, if there is one. A stranger must not get it there."""
    bare_address = getattr(storages["private"], "bare_address", None)
    return [bare_address(file)] if bare_address else []


def _body(address: str, headers: dict[str, str] | None = None) -> bytes:
    """Return what is handed out at `address`, a path of the site or a whole address; nothing where it is refused."""
    parts = urlsplit(urljoin(settings.SITE_URL, address) if "://" in address else "")
    base, path = (f"{parts.scheme}://{parts.netloc}", parts.path) if parts.netloc else ("", address)
    try:
        answer = from_outside.ask(path, headers, base)
    except (OSError, HTTPException):
        return b""
    return answer.body if answer.status == 200 else b""
