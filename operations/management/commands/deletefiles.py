from datetime import time

from django.core.files.storage import storages
from django.core.management.base import CommandError
from django.utils.translation import gettext as _, gettext_lazy

from jobs.command import DAILY, JobCommand
from storage.owned_files import without_owner


class Command(JobCommand):
    help = (
        "Delete files that belong to nothing and are more than a day old: what was left where something broke off, and "
        "pictures of questions that were never sent."
    )
    word = gettext_lazy("Delete files that belong to nothing")
    every, at = DAILY, time(3, 45)

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("--all", action="store_true", help="Also where most of a folder belongs to nothing.")

    def handle(self, *, dry_run, **options):
        looked = list(without_owner())
        doubtful = [] if options["all"] else [one for one in looked if one.is_doubtful]
        sure = [one for one in looked if one not in doubtful]
        if not dry_run:
            for one in sure:
                for name in one.names:
                    storages[one.storage].delete(name)
        sentence = _("Files: %(files)d; they belong to nothing: %(nothing)d")
        self.report(
            sentence % {"files": sum(one.files for one in looked), "nothing": sum(len(one.names) for one in sure)}
        )
        for one in doubtful:
            words = {"files": one.files, "nothing": len(one.names), "folder": f"{one.storage}/{one.folder}"}
            sentence = _("%(folder)s: %(nothing)d of %(files)d files belong to nothing, and none of them was deleted.")
            self.stderr.write(sentence % words)
        if doubtful:
            raise CommandError(
                _("Is this the right database, and whole? If it is, run “deletefiles --all” once; see above.")
            )
