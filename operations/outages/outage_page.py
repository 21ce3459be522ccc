"""The page of a site whose database, or whose place for files, cannot do its work just now. It asks neither.

What was typed is given back on it, to be read, copied and sent once more: in this one answer, which no cache keeps.
"""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.admin import site
from django.http import HttpRequest, HttpResponse
from django.template import loader

from editorial.typed_in import Typed, desk_at, typed_in
from operations.health.numbers import number_of
from storage.write_faults import StorageFault

from . import kept_hotlines, outage_lines, refused_writes
from .ailment import Ailment, ailment_of

FILES_AFTER = 60  # seconds after which it makes sense to ask for a file again
SAFE = {"GET", "HEAD", "OPTIONS"}
SECRET = "password"  # noqa: S105  a part of the names of fields that are never sent back


@dataclass(frozen=True)
class Sent:
    """What a request sent: `typed` to be read, `fields` to be sent once more, and whether it came with files."""

    typed: list[Typed]
    fields: list[tuple[str, str]]
    has_files: bool


def answer_to(request: HttpRequest, error: BaseException | None) -> HttpResponse | None:
    """Return the answer to `request`, which failed by `error`; None where that is no ailment of database or files.

    One line in the log tells of it, and Django writes none of its own.
    """
    if isinstance(error, StorageFault):  # which has its line in the log already
        return _answer(request, "FILES", error.status, FILES_AFTER)
    ailment = ailment_of(error)
    if ailment is None or error is None:
        return None
    outage_lines.note(ailment, error)
    if ailment is Ailment.READ_ONLY:
        refused_writes.remember()
    return _answer(request, ailment.name, 503, ailment.value)


def _answer(request: HttpRequest, reason: str, status: int, seconds: int) -> HttpResponse:
    response = HttpResponse(_page(request, reason), status=status)
    response["Retry-After"] = str(seconds)
    response["Cache-Control"] = "private, no-store"
    response.is_of_outage = True
    response._has_been_logged = True  # Django asks this
    return response


def _page(request: HttpRequest, reason: str) -> str:
    match = request.resolver_match
    context = {
        "newspaper": settings.NEWSPAPER,
        "number": number_of(request),
        "elder": getattr(request, "elder", False),
        "ailment": reason,
        "is_sent": request.method not in SAFE,
        "is_login": bool(match and match.view_name == "admin:login"),
        "is_question": bool(match and match.view_name == "questions:ask"),
        "is_desk": bool(match and match.app_name == "admin"),
        "sent": _sent(request),
        "path": request.get_full_path(),
        "hotlines": [] if match and match.app_name == "admin" else kept_hotlines.kept(),
    }
    return loader.get_template("503.html").render(context)


def _sent(request: HttpRequest) -> Sent | None:
    """Return what was sent by a form of ours, which its token proves. A password is never sent back."""
    if request.method != "POST" or not getattr(request, "csrf_processing_done", False):
        return None
    if any(SECRET in name.lower() for name in request.POST):
        return None
    match = request.resolver_match
    desk = desk_at(site, match.url_name) if match and match.app_name == "admin" else None
    fields = [(name, value) for name, values in request.POST.lists() for value in values]
    return Sent(typed_in(request, desk), fields, bool(request.FILES))
