"""Goes through the examinations. What hangs is given up, so that a frozen database or Redis holds nobody."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from math import inf
from queue import Empty, SimpleQueue
from threading import Thread
from time import monotonic
from typing import Any

from django.db import connections
from django.utils.translation import gettext as _

from jobs.models import Run

from .examinations import DATABASE, EXAMINATIONS, Examination
from .public_host import is_own_machine
from .trouble import ERROR, WARNING, Trouble, error

NAME = "doctor"  # of the command, and so of its runs
Looking = Callable[[], Iterable[Trouble]]


@dataclass(frozen=True)
class Examined:
    """An examination that was made, or was `left_out` for the reason that is said there."""

    name: str
    word: str
    troubles: list[Trouble] = field(default_factory=list)
    left_out: str = ""

    @property
    def outcome(self) -> str:
        """How it ended, in a word or two."""
        if self.left_out:
            return self.left_out
        return _("not in order") if self.troubles else _("in order")

    def as_data(self) -> dict[str, Any]:
        """Return it as it is kept and given to programs."""
        return {**asdict(self), "outcome": self.outcome}


def examine(
    chosen: Iterable[Examination] = EXAMINATIONS, *, outside: bool = True, seconds: float = inf
) -> Iterator[Examined]:
    """Yield an Examined for each of `chosen`, as long as all together take no more than so many `seconds`.

    Without `outside`, nothing is written and nobody else is asked.
    """
    at_home, database_answers, ends = is_own_machine(), True, monotonic() + seconds
    for one in chosen:
        left, left_out = min(one.seconds, ends - monotonic()), ""
        if left < 1:
            left_out = _("no time was left: run “manage.py doctor”")
        elif one.outside and not outside:
            left_out = _("not looked at this time")
        elif one.in_public and at_home:
            left_out = _("a machine of one's own: of no concern")
        elif one.asks_database and not database_answers:
            left_out = _("the database does not answer")
        troubles = [] if left_out else within(left, one.look)
        if one is DATABASE:
            database_answers = not any(trouble.level == ERROR for trouble in troubles)
        yield Examined(one.name, str(one.word), troubles, left_out)


def within(seconds: float, look: Looking) -> list[Trouble]:
    """Return what `look()` yields, or one Trouble where it fails or has not ended after so many `seconds`.

    It runs in a thread of its own with a database connection of its own, since nothing else ends waiting for a machine
    that has stopped. The thread is left behind, and ends with the process or once it is answered.
    """
    answers: SimpleQueue[list[Trouble] | Exception] = SimpleQueue()

    def work() -> None:
        try:
            answers.put(list(look()))
        except Exception as fault:
            answers.put(fault)
        finally:
            connections.close_all()

    Thread(target=work, daemon=True).start()
    try:
        answer = answers.get(timeout=seconds)
    except Empty:
        return [
            error(
                _("There was no answer within %d seconds.") % seconds,
                _("See whether the service that is asked here still runs, and whether the machine is overloaded."),
            )
        ]
    if isinstance(answer, Exception):
        return [could_not_look(answer)]
    return answer


def could_not_look(fault: Exception) -> Trouble:
    """Return the Trouble of an examination that broke. Of `fault` only the kind is told: it may hold private words."""
    return error(
        _("It could not be looked at: %s.") % type(fault).__name__,
        _("Look for it in the site's log, and at what is named above it."),
    )


def note(examined: list[Examined]) -> list[Trouble]:
    """Keep what was found as a Run of `doctor`, for the page of the desk; return that nothing is wrong with that."""
    run = Run.objects.begin(NAME)
    run.findings = [one.as_data() for one in examined]
    run.end(Run.Outcome.FAILED if counted(examined)[0] else Run.Outcome.DONE, summary(examined))
    return []


def counted(examined: Iterable[Examined]) -> tuple[int, int]:
    """Return how many errors and how many warnings there are."""
    levels = [trouble.level for one in examined for trouble in one.troubles]
    return levels.count(ERROR), levels.count(WARNING)


def summary(examined: Iterable[Examined]) -> str:
    """Return the one sentence that says what was found."""
    errors, warnings = counted(examined)
    if not errors and not warnings:
        return _("Nothing is wrong.")
    return _("%(errors)d errors, %(warnings)d warnings") % {"errors": errors, "warnings": warnings}
