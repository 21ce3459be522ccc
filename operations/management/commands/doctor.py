import json
from datetime import time

from django.conf import settings
from django.core.mail import mail_admins
from django.core.management.base import CommandError
from django.utils.translation import gettext as _, gettext_lazy

from jobs.command import DAILY, JobCommand
from operations.doctor import diagnosis
from operations.doctor.examinations import EXAMINATIONS
from operations.doctor.trouble import ERROR


class Command(JobCommand):
    help = "Look at everything that can be wrong with the running site, and say what to do. Exit code 1 on errors."
    word = gettext_lazy("Examine the site")
    every, at = DAILY, time(6, 30)
    notes_itself = True  # at the end, and only where the database answers: it must not hang on what it is to examine
    requires_system_checks = ()  # they are one of the examinations

    def add_arguments(self, parser):
        names = [one.name for one in EXAMINATIONS]
        parser.add_argument("--only", nargs="+", choices=names, metavar="SUBJECT", help=", ".join(names))
        parser.add_argument("--json", action="store_true", help="Print one object in JSON, for programs.")
        parser.add_argument("--send-mail", action="store_true", help="Also send a letter to ADMINS, to see it arrive.")
        parser.add_argument(
            "--dry-run", action="store_true", help="Write nothing, ask nobody outside, and note nothing of it."
        )

    def handle(self, *, only, send_mail, dry_run, **options):
        chosen = [one for one in EXAMINATIONS if not only or one.name in only]
        examined = []
        for one in diagnosis.examine(chosen, outside=not dry_run):
            examined.append(one)
            if not options["json"]:
                self._tell(one)
        errors, warnings = diagnosis.counted(examined)
        if options["json"]:
            found = {"site": settings.SITE_URL, "errors": errors, "warnings": warnings}
            found["examinations"] = [one.as_data() for one in examined]
            self.stdout.write(json.dumps(found, ensure_ascii=False, indent=1))
        if send_mail and not dry_run:
            mail_admins(_("A letter to see that letters arrive"), _("Sent by “manage.py doctor --send-mail”."))
        if not only and not dry_run:
            diagnosis.within(10, lambda: diagnosis.note(examined))  # the database may be away
        if errors:
            raise CommandError(diagnosis.summary(examined))
        if not options["json"]:
            self.stdout.write(self.style.SUCCESS(diagnosis.summary(examined)))

    def _tell(self, one):
        """Write what was found, as soon as it is known."""
        self.stdout.write(f"{one.word}: {one.outcome}")
        for trouble in one.troubles:
            is_error = trouble.level == ERROR
            style, mark = (self.style.ERROR, "✗") if is_error else (self.style.WARNING, "!")
            self.stdout.write(style(f"  {mark} {trouble.wrong}"))
            self.stdout.write(f"    → {trouble.to_do}")
