"""What Prometheus is told of the newsroom and the machine: counted when it asks, and never a word of anybody's."""

import shutil
import time
from contextlib import suppress

from django.conf import settings
from django.core.files.storage import FileSystemStorage, storages
from django.db.models import Count, Max, Q
from django.utils import timezone
from prometheus_client.core import GaugeMetricFamily

from dates.days import midnight
from editorial.kinds import kinds
from jobs.models import Run
from questions.models import Case

from .readiness import PATIENCE, ReadinessCheck

KEPT = 5  # seconds, for several that ask


class Gauges:
    """Gauges of the database and the disks, as a collector of prometheus_client. A frozen database holds nobody up."""

    def __init__(self):
        self._found = []
        self._check = ReadinessCheck("gauges", self._measure, kept=KEPT)

    def collect(self):
        self._check.begin()
        answers = self._check.result(time.monotonic() + PATIENCE)
        yield GaugeMetricFamily("jinlin_database_up", "Whether the database answers.", value=answers)
        if answers:
            yield from self._found
        yield from disks()

    def _measure(self):
        self._found = [*items(), *cases(), *runs()]
        return True


def items():
    at_work = _gauge("jinlin_items_at_work", "Drafts and items in review.", "kind", "state")
    waiting = _gauge("jinlin_items_scheduled", "Approved items whose time has not come.", "kind")
    today = _gauge("jinlin_items_published_today", "Items published since midnight, on the city's clock.", "kind")
    since = midnight(timezone.localdate())
    for kind in kinds():
        rows, name = kind._default_manager.all(), kind._meta.label_lower
        states = rows.filter(state__in=kind.AT_WORK).values_list("state").annotate(Count("pk")).order_by("state")
        numbers = dict(states)
        for state in kind.AT_WORK:
            at_work.add_metric([name, state], numbers.get(state, 0))
        waiting.add_metric([name], rows.scheduled().count())
        today.add_metric([name], rows.published().filter(publish_at__gte=since).count())
    return [at_work, waiting, today]


def cases():
    open_ones = _gauge("jinlin_cases_open", "Cases that are not closed, by status.", "status")
    numbers = dict(Case.objects.open().values_list("status").annotate(Count("pk")).order_by("status"))
    for status in Case.Status:
        if status != Case.Status.CLOSED:
            open_ones.add_metric([status], numbers.get(status, 0))
    queues = _gauge("jinlin_cases_waiting", "Cases in the queues of the desks.", "queue")
    for name in ("pool", "overdue", "due_soon", "held"):
        queues.add_metric([name], getattr(Case.objects, name)().count())
    return [open_ones, queues]


def runs():
    began = _gauge("jinlin_job_last_start_seconds", "When a job last began, in seconds since 1970.", "command")
    done = _gauge("jinlin_job_last_success_seconds", "When a job last ended well, in seconds since 1970.", "command")
    last = Run.objects.order_by("command").values_list("command")
    for command, start, success in last.annotate(
        Max("started"), success=Max("finished", filter=Q(outcome=Run.Outcome.DONE))
    ):
        began.add_metric([command], start.timestamp())
        if success:
            done.add_metric([command], success.timestamp())
    return [began, done]


def disks():
    free = _gauge("jinlin_disk_free_bytes", "Bytes that the site may still write.", "folder")
    whole = _gauge("jinlin_disk_bytes", "Bytes of the disk that the folder is on.", "folder")
    folders = {"var_dir": settings.VAR_DIR}
    for name, alias in (("media_root", "default"), ("private_root", "private")):
        if isinstance(storages[alias], FileSystemStorage):  # S3 has no end
            folders[name] = storages[alias].location
    for name, folder in folders.items():
        with suppress(OSError):  # such as a folder that no file has been put into yet
            disk = shutil.disk_usage(folder)
            free.add_metric([name], disk.free)
            whole.add_metric([name], disk.total)
    return [free, whole]


def _gauge(name, meaning, *labels):
    return GaugeMetricFamily(name, meaning, labels=labels)
