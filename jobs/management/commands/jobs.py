from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _, pgettext

from jobs.models import Run
from jobs.schedule import jobs

LINE = "{cron}  cd /srv/jinlin && set -a && . /etc/jinlin.env && .venv/bin/python manage.py {name}"


class Command(BaseCommand):
    help = "List the commands that a timer starts: when they are due, when they ran last, and how that ended."

    def add_arguments(self, parser):
        ways = parser.add_mutually_exclusive_group()
        ways.add_argument("--crontab", action="store_true", help="Print the lines of a crontab.")
        ways.add_argument("--systemd", action="store_true", help="Print each name with its OnCalendar= for systemd.")

    def handle(self, *, crontab, systemd, **options):
        for job in jobs():
            if crontab:
                self.stdout.write(LINE.format(cron=job.cron, name=job.name))
            elif systemd:
                self.stdout.write(f"{job.name} {job.on_calendar}")
            else:
                self.stdout.write(f"{job.name}  {job.rhythm}  {_last_run(job)}")


def _last_run(job):
    if not job.is_wanted:
        return pgettext("a job", "off")
    run = Run.objects.filter(command=job.name).newest_first().first()
    if run is None:
        return _("has never run")
    return f"{timezone.localtime(run.started):%Y-%m-%d %H:%M}  {run.get_outcome_display()}  {run.said}".rstrip()
