"""What all commands have in common that a timer starts: each says how often it is due, and notes its runs.

A command is such a job when its class inherits JobCommand, names `every` and `at`, does its work in `handle` and says
what it did by `self.report("12 deleted")`:

    class Command(JobCommand):
        help = "Write a backup of everything."
        word = _("Back everything up")
        every, at = DAILY, time(4, 40)

        def handle(self, *, dry_run, **options):
            ...
            self.report(_("Files: %d") % files)

Nothing else is needed: `manage.py jobs`, the manual's crontab, the timers in `deploy/` and the doctor read it there.
What it reports, and the sentence of a CommandError, are kept and shown to keepers: counts, and nothing that anybody
typed. Of any other exception only the name of its class is kept.
"""

import logging
from contextlib import contextmanager
from datetime import time, timedelta

from django.core.management.base import BaseCommand, CommandError
from django.db import Error, transaction

from .models import Run

HOURLY, DAILY = timedelta(hours=1), timedelta(days=1)
logger = logging.getLogger(__name__)


class JobCommand(BaseCommand):
    """A command that a timer starts. Each run is noted as a Run, but for `--dry-run`, which changes nothing.

    `every` is HOURLY or DAILY, and `at` the time on the city's clock; of it, an hourly job takes the minutes.
    """

    word = ""  # what keepers call it; its name, where that is empty
    every = DAILY
    at = time(3, 0)
    said = ""
    notes_itself = False  # where it is true, the command keeps its runs itself

    @classmethod
    def is_wanted(cls):
        """Whether this site wants it to run at all, as its settings are."""
        return True

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="Only count.")

    def execute(self, *args, **options):
        if options.get("dry_run") or self.notes_itself:
            return super().execute(*args, **options)
        self.said = ""
        run = self._begin()
        try:
            output = super().execute(*args, **options)
        except BaseException as fault:
            said = str(fault) if isinstance(fault, CommandError) else type(fault).__name__
            logger.error("%s failed: %s", self.name, type(fault).__name__)
            self._end(run, Run.Outcome.FAILED, said)
            raise
        self._end(run, Run.Outcome.DONE, self.said)
        return output

    def report(self, sentence):
        """Write `sentence`, and keep it as what the run did: the last one counts. It holds nothing personal."""
        self.said = sentence
        self.stdout.write(sentence)

    @property
    def name(self):
        return type(self).__module__.rpartition(".")[2]

    def _begin(self):
        """Return the Run that begins, or None where it could not be noted."""
        with _never_in_the_way(self.name):
            return Run.objects.begin(self.name)

    def _end(self, run, outcome, said):
        if run:
            with _never_in_the_way(self.name):
                run.end(outcome, said)


@contextmanager
def _never_in_the_way(name):
    """Note within this. Where the database does not take the note, the log says so, and the command goes on.

    What is wrong with the database is told by the command itself, if it is in its way too.
    """
    try:
        with transaction.atomic():
            yield
    except Error as fault:
        logger.warning("The run of %s could not be noted: %s", name, type(fault).__name__)
