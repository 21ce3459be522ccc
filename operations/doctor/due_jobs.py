"""Whether the commands that a timer starts have run, and how that ended."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone
from django.utils.translation import gettext as _

from jobs.models import Run
from jobs.schedule import Job, jobs

from .trouble import Trouble, error, warning

LATE = 1.5  # times its rhythm
ELSEWHERE = {"backup", "doctor"}  # the one has an examination of its own; the other is at work


def look() -> Iterator[Trouble]:
    for job in jobs():
        if job.is_wanted and job.name not in ELSEWHERE:
            yield from _look_at(job)


def since_the_beginning() -> timedelta:
    """Return for how long runs have been noted here."""
    began = MigrationRecorder.Migration.objects.filter(app="jobs", name__startswith="0001").first()
    return timezone.now() - began.applied if began else timedelta()


def day_of(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}"


def _look_at(job: Job) -> Iterator[Trouble]:
    runs = Run.objects.filter(command=job.name).newest_first()
    done = runs.done().first()
    silent = timezone.now() - done.started if done else since_the_beginning()
    if silent > LATE * job.every:
        wrong = (
            _("“%(name)s” has not run to its end since %(day)s.") % {"name": job.name, "day": day_of(done.started)}
            if done
            else _("“%s” has never run to its end.") % job.name
        )
        yield error(
            wrong,
            _("See whether its timer is there (“manage.py jobs --crontab” prints it), and run “manage.py %s”.")
            % job.name,
        )
    yield from failure_of(job.name)


def failure_of(command: str) -> Iterator[Trouble]:
    """Yield what is to be said where the last run of `command` failed."""
    last = Run.objects.filter(command=command).newest_first().first()
    if last and last.outcome == Run.Outcome.FAILED:
        words = _("“%(name)s” failed on %(day)s: %(said)s")
        yield warning(
            words % {"name": command, "day": day_of(last.started), "said": last.said},
            _("Look into the log of that time, and run “manage.py %s” again.") % command,
        )
