"""The keepers' page: what the doctor found last, when each job ran, and a button to look again."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.utils.translation import gettext as _

from editing.desk_actions import LIST, READ, WRITE, DeskAction
from editing.model_admin import NewsroomModelAdmin
from editorial.admin.read_only import ReadOnly
from editorial.queue.queue_counts import QueueCount
from jobs.models import Run
from jobs.schedule import jobs
from web.limits import Limit

from .doctor import diagnosis

PATIENCE = 25  # seconds: no page takes longer, and what was not looked at then is said to be left out
LIMIT = Limit("examine", most=4, seconds=60)


def examine(model_admin: ModelAdmin, request: HttpRequest, subject: None) -> HttpResponse:
    """Look at everything once more, and show what was found."""
    if seconds := LIMIT.take("all"):
        messages.warning(request, _("Somebody has just looked. Please try again in %d seconds.") % seconds)
    else:
        diagnosis.note(list(diagnosis.examine(seconds=PATIENCE)))
    return HttpResponseRedirect(model_admin.url_of("changelist"))


def whoever_may_view(model_admin: ModelAdmin, request: HttpRequest, subject: None) -> bool:
    return model_admin.has_view_permission(request)


@admin.register(Run)
class RunAdmin(ReadOnly, NewsroomModelAdmin):
    """Its list is the state of the site. To look at it asks nobody and writes nothing."""

    desk_actions = (DeskAction("examine", examine, about=(LIST,), methods=WRITE, may=whoever_may_view),)
    fields = readonly_fields = ["command", "started", "finished", "outcome", "said", "time_zone"]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        if request.method not in READ:
            return HttpResponseNotAllowed(READ)
        if not self.has_view_permission(request):
            raise PermissionDenied
        return show(self, request)

    def queue_counts(self, request: HttpRequest) -> list[QueueCount]:
        """What the first page of the desk tells whoever keeps the site: how much was wrong when last looked at."""
        if not self.has_view_permission(request) or not (last := last_examination()):
            return []
        troubles = troubles_in(last)
        if not troubles:
            return []
        has_errors = last.outcome == Run.Outcome.FAILED
        word, url = _("things are wrong with the site"), self.url_of("changelist")
        return [QueueCount("site", word, len(troubles), url, last.started, tone="late" if has_errors else "warning")]


def show(model_admin: RunAdmin, request: HttpRequest) -> HttpResponse:
    last, scheduled = last_examination(), jobs()
    newest = Run.objects.filter(command__in=[job.name for job in scheduled]).order_by("command", "-started", "-pk")
    runs: dict[str, Run] = {}
    for run in newest.defer("findings"):
        runs.setdefault(run.command, run)
    return model_admin.page(
        request,
        "admin/operations/state_of_the_site.html",
        title=_("State of the site"),
        last=last,
        troubles=troubles_in(last) if last else [],
        jobs=[(job, runs.get(job.name)) for job in scheduled],
    )


def last_examination() -> Run | None:
    return Run.objects.filter(command=diagnosis.NAME).newest_first().first()


def troubles_in(run: Run) -> list[dict[str, Any]]:
    """Return what was found, errors first, each with the word for its subject."""
    found = [{**trouble, "word": one["word"]} for one in run.findings for trouble in one["troubles"]]
    return sorted(found, key=lambda trouble: trouble["level"])
