"""Whether there is a backup of today or yesterday."""

from collections.abc import Iterator
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from jobs.models import Run

from .due_jobs import day_of, failure_of, since_the_beginning
from .trouble import Trouble, error

OLDEST = timedelta(hours=26)
COMMAND = "backup"


def look() -> Iterator[Trouble]:
    last = Run.objects.filter(command=COMMAND).done().newest_first().first()
    to_do = _("See why its timer did not run (systemctl status, or the crontab), and run “manage.py backup”.")
    if last is None:
        if since_the_beginning() > OLDEST:
            yield error(_("There has never been a backup."), to_do)
    elif timezone.now() - last.started > OLDEST:
        yield error(_("The last backup is of %s.") % day_of(last.started), to_do)
    yield from failure_of(COMMAND)
