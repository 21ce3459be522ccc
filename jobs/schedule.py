"""Which commands a timer starts, and when: read from the commands themselves (`jobs.command`)."""

from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from django.core.management import get_commands, load_command_class
from django.utils.translation import gettext as _

from .command import HOURLY, JobCommand


@dataclass(frozen=True)
class Job:
    """A command that a timer starts."""

    name: str
    command: type[JobCommand]

    @property
    def word(self) -> str:
        return str(self.command.word or self.name)

    @property
    def every(self) -> timedelta:
        return self.command.every

    @property
    def is_wanted(self) -> bool:
        return self.command.is_wanted()

    @property
    def rhythm(self) -> str:
        """When it is due, in words."""
        if self.every == HOURLY:
            return _("every hour at minute %d") % self.command.at.minute
        return _("every day at %s") % f"{self.command.at:%H:%M}"

    @property
    def cron(self) -> str:
        """The five fields of its line in a crontab."""
        at = self.command.at
        return f"{at.minute} {'*' if self.every == HOURLY else at.hour} * * *"

    @property
    def on_calendar(self) -> str:
        """What a timer of systemd says after `OnCalendar=`."""
        at = self.command.at
        return f"*-*-* {'*' if self.every == HOURLY else f'{at:%H}'}:{at:%M}:00"


@cache
def jobs() -> list[Job]:
    """Return all jobs, in the order of the day; those of every hour come last."""
    commands = {name: type(load_command_class(app, name)) for name, app in get_commands().items() if _is_ours(app)}
    found = [Job(name, command) for name, command in commands.items() if issubclass(command, JobCommand)]
    return sorted(found, key=lambda job: (job.every == HOURLY, job.command.at, job.name))


def _is_ours(app: object) -> bool:
    """Whether a command of `app` may be one of ours. Django's are none, and loading them takes time."""
    return not str(app).startswith("django.")
