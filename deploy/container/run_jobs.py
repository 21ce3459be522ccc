"""Starts each command at its time, where there are neither timers nor cron: in the container `jobs`.

One after the other, each in a process of its own; what it missed while another ran it starts then. What fell due
while the container was down is not made up for: the doctor says what is late.
"""

import os
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
MINUTE = timedelta(minutes=1)


def due(jobs, after, until):
    """Return the names of those of `jobs` whose time is later than `after` and not later than `until`, each once."""
    names, moment = [], after.replace(second=0, microsecond=0) + MINUTE
    while moment <= until:
        for job in jobs:
            at = job.command.at
            is_now = moment.minute == at.minute and (job.every < timedelta(days=1) or moment.hour == at.hour)
            if is_now and job.is_wanted and job.name not in names:
                names.append(job.name)
        moment += MINUTE
    return names


def main():
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    import django

    django.setup()
    from django.utils import timezone

    from jobs.schedule import jobs

    seen = timezone.localtime()
    while True:
        time.sleep(20)
        now = timezone.localtime()
        for name in due(jobs(), seen, now):
            subprocess.run([sys.executable, "manage.py", name], cwd=ROOT, check=False)  # noqa: S603
        seen = now


if __name__ == "__main__":
    main()
