"""One thing that is wrong with the site."""

from dataclasses import dataclass

ERROR, WARNING = "error", "warning"


@dataclass(frozen=True)
class Trouble:
    """What is `wrong`, and what is `to_do` about it, each in sentences for whoever runs the site.

    An error keeps the site from doing what it promises; a warning is of what will, or may.
    """

    level: str
    wrong: str
    to_do: str


def error(wrong: str, to_do: str) -> Trouble:
    return Trouble(ERROR, wrong, to_do)


def warning(wrong: str, to_do: str) -> Trouble:
    return Trouble(WARNING, wrong, to_do)
