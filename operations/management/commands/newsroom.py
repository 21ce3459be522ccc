import os
import sys
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from operations.newsroom import environment_file, paper_identity, questions
from operations.newsroom.dialogue import Answers, Stopped, ask_all, is_agreed
from operations.newsroom.file_faults import in_words
from operations.newsroom.paper_file import read_paper
from operations.newsroom.setting_up import make_paper


class Command(BaseCommand):
    help = "Make the first paper: people, columns, desks, places and telephones, and the file of the environment."
    requires_system_checks = ()  # the file of the environment is written before there is a site to be checked

    def add_arguments(self, parser):
        parser.add_argument("--from", dest="file", metavar="PAPER.TOML", help="Read the paper from this file.")
        parser.add_argument(
            "--write-env", metavar="FILE", help="Only write what is missing into this environment file."
        )
        parser.add_argument("--dry-run", action="store_true", help="Say what would be made, change nothing.")
        parser.add_argument("--without-passwords", action="store_true", help="Leave passwords to changepassword.")
        kept = "Where answers are kept: newsroom-answers.toml in VAR_DIR, or beside the file that is written."
        parser.add_argument("--answers", metavar="FILE", help=kept)

    def handle(self, *, file, write_env, dry_run, without_passwords, answers, **options):
        try:
            if not file:
                self._refuse_without_terminal()
                answers = Answers(answers or _place_for_answers(write_env))
            if write_env:
                paper, site = self._identity(file, answers)
                self._write_environment(write_env, paper, site, dry_run)
            else:
                self._make(file, answers, dry_run, not without_passwords)
        except ValidationError as faults:
            raise CommandError("\n".join([_("Nothing was changed:"), *faults.messages])) from None
        except Stopped:
            self.stdout.write("\n" + _("Stopped; nothing was made. The answers are in %s.") % answers.path)
        except OSError as fault:
            raise CommandError(f"{fault.filename}：{in_words(fault)}") from None

    def _refuse_without_terminal(self):
        if not (sys.stdin.isatty() and self.stdout.isatty()):
            raise CommandError(
                _("There is no terminal to ask in. Describe the paper in a file, and pass it by --from.")
            )

    def _identity(self, file, answers):
        if file:
            paper = read_paper(file)
            return paper.paper, paper.site
        ask_all(questions.of_the_environment(), answers, input, self.stdout.write)
        return questions.tables_of_environment(answers)

    def _write_environment(self, path, paper, site, dry_run):
        wanted = paper_identity.variables_of(paper, site)
        missing = environment_file.missing_from(path, wanted)
        for name in wanted:
            said = _("added      %s") if name in missing else _("was there  %s")
            self.stdout.write(said % name)
        lacking = [field for field in paper_identity.LEGAL if not paper_identity.told(field, paper.get(field, ""))]
        if lacking:
            names = "、".join(str(paper_identity.PAPER[field]) for field in lacking)
            self.stdout.write(_("Not yet there, and wanted by law on every page: %s.") % names)
        if dry_run:
            self.stdout.write(_("This was a trial; nothing was changed."))
            return
        environment_file.add_to(path, missing)
        if os.stat(path).st_uid == 0:
            self.stdout.write(_("%s belongs to root. Give it to the account of the site (chown).") % path)
        self.stdout.write(
            _(
                "Next: read it in (set -a; . %s; set +a), run “manage.py migrate”, then this command again without "
                "--write-env."
            )
            % path
        )

    def _make(self, file, answers, dry_run, with_passwords):
        if file:
            paper = read_paper(file)
        else:
            ask_all(questions.of_the_newsroom(), answers, input, self.stdout.write)
            paper = questions.paper_of_answers(answers)
            report, _passwords = make_paper(paper, with_passwords, dry_run=True)
            self._tell(report)
            if dry_run or not is_agreed(_("Make it?"), input):
                raise Stopped
        report, passwords = make_paper(paper, with_passwords, dry_run)
        if file:
            self._tell(report)
        if dry_run:
            self.stdout.write(_("This was a trial; nothing was changed."))
            return
        self.stdout.write(self.style.SUCCESS(_("Made: %d. Everything else was there.") % report.made))
        self._hand_out(passwords)

    def _tell(self, report):
        for line in report.lines:
            self.stdout.write(line)
        for sentence in report.advice:
            self.stdout.write(self.style.WARNING(f"! {sentence}"))

    def _hand_out(self, passwords):
        if any(passwords.values()):
            self.stdout.write(_("The passwords are shown this once. Everybody changes theirs after the first log-in:"))
        elif passwords:
            self.stdout.write(_("None of these can log in before somebody has set a password:"))
        for username, password in passwords.items():
            self.stdout.write(f"  {username:<20} {password}" if password else f"  manage.py changepassword {username}")


def _place_for_answers(environment):
    """Return the file of the answers: where the site may write, or beside the file `environment` that is made first."""
    folder = Path(environment).parent if environment else Path(settings.VAR_DIR)
    return str(folder / "newsroom-answers.toml")
