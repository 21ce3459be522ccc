"""Asks question after question in a terminal. Every answer is kept at once, so one that broke off goes on later."""

import json
import os
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from text.control_characters import CONTROL_CHARACTERS

BACK, STOP, EMPTY = ("<", "＜", "返回"), ("q", "Q", "退出"), ("-", "－", "无")


class Stopped(Exception):
    """Raised where the person wants to stop. What was answered is kept."""


@dataclass(frozen=True)
class Question:
    """One question. `check(text or list, answers)` raises ValidationError with a sentence where an answer will not do.

    `default(answers)` is what Enter takes. `many` asks for lines until an empty one. `is_secret`: never kept.
    """

    key: str
    text: str
    default: Callable = lambda answers: ""
    check: Callable = lambda said, answers: None
    many: bool = False
    is_secret: bool = False


class Answers(dict):
    """{key of a question: what was typed, a text or a list of lines}, kept in the TOML file at `path`."""

    def __init__(self, path):
        self.path, self._secret = Path(path), set()
        super().__init__(_kept_in(self.path))

    def keep(self, question, said):
        """Take the answer `said`, and write all answers to the file; secret ones are left out."""
        self[question.key] = said
        if question.is_secret:
            self._secret.add(question.key)
        text = "# " + _("Answers of “manage.py newsroom”; they hold no password.") + "\n"
        text += "".join(
            f"{key} = {json.dumps(value, ensure_ascii=False)}\n"
            for key, value in self.items()
            if key not in self._secret
        )
        beside = self.path.with_name(self.path.name + ".new")
        beside.unlink(missing_ok=True)
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(self.path)


def _kept_in(path):
    if not path.exists():
        return {}
    try:
        kept = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        raise ValidationError(_("%(file)s cannot be read: %(fault)s.") % {"file": path, "fault": fault}) from None
    if any(
        not isinstance(line, str) for said in kept.values() for line in (said if isinstance(said, list) else [said])
    ):
        raise ValidationError(_("%s holds no answers of a dialogue. If it describes a paper, use --from.") % path)
    return kept


def ask_all(questions, answers, read, say):
    """Ask what has no answer yet, and keep each answer.

    `read(prompt)` returns a typed line, `say(text)` shows one. Raises Stopped where the person stops.
    """
    say(_("Enter takes what stands in brackets; < goes back, - leaves it empty, q stops and keeps the answers."))
    at = next((place for place, question in enumerate(questions) if question.key not in answers), len(questions))
    if at:
        say(_("%d answers are kept already; < leads back to them.") % at)
        if at == len(questions):
            at -= 1
    while at < len(questions):
        said = _ask(questions[at], answers, read, say)
        if said is None:
            at = max(at - 1, 0)
            continue
        answers.keep(questions[at], said)
        at += 1


def is_agreed(question, read):
    """Whether the person says yes to `question`. Enter alone says no."""
    return _read(read, question + " " + _("[no]") + " ").strip().lower() in {"y", "yes", "是", "好"}


def _ask(question, answers, read, say):
    """Return the answer, or None for a step back."""
    default = answers.get(question.key, question.default(answers))
    say("")
    shown = "、".join(default) if question.many else default
    title = f"{question.text} [{shown}]" if shown else question.text
    while True:
        say(title)
        typed = _lines(read) if question.many else [_read(read, "> ").strip()]
        if typed[-1] in BACK:
            return None
        typed = [line for line in typed if line]
        if not typed:
            said = default
        elif typed == [typed[0]] and typed[0] in EMPTY:
            said = [] if question.many else ""
        else:
            said = typed if question.many else typed[0]
        try:
            question.check(said, answers)
        except ValidationError as fault:
            for sentence in fault.messages:
                say(f"! {sentence}")
            continue
        return said


def _lines(read):
    """Return the lines up to the first empty one, or up to a step back."""
    lines = []
    while True:
        lines.append(_read(read, f"{len(lines) + 1:>2}> ").strip())
        if not lines[-1] or lines[-1] in (*BACK, *EMPTY):
            return lines


def _read(read, prompt):
    try:
        line = read(prompt)
    except (EOFError, KeyboardInterrupt):
        raise Stopped from None
    if line.strip() in STOP:
        raise Stopped
    return CONTROL_CHARACTERS.sub("", line)
