"""What can come out of an examination: a clean file with what was found in it, or a refusal."""

from dataclasses import dataclass, field
from typing import Any, TypedDict

LONGEST_TEXT = 1_000_000  # characters; a document with more is refused, since no check could read all of it
MOST_PLACES = 20  # that a finding names


class DocumentRefused(Exception):
    """The file is refused. `code` is a key of `documents.findings.REFUSALS`, and `details` fill in its sentence."""

    def __init__(self, code: str, **details: Any) -> None:
        super().__init__(code)
        self.code, self.details = code, details


class DocumentFinding(TypedDict):
    """What was found how often. `code` is a key of `documents.findings.FINDINGS`, `where` names sheets or pages."""

    code: str
    count: int
    where: list[str]


@dataclass(frozen=True)
class Screened:
    """A file that is accepted: its format (pdf, docx, xlsx), its clean bytes, and all the text that it holds.

    `findings` are what a person has to look at first.
    """

    format: str
    data: bytes
    text: str
    findings: list[DocumentFinding] = field(default_factory=list)


class Findings:
    """Collects findings, each code once, in the order in which they were first found."""

    def __init__(self) -> None:
        self._met: dict[str, tuple[int, dict[str, None]]] = {}

    def note(self, code: str, where: str | int = "", count: int = 1) -> None:
        if count:
            total, places = self._met.get(code, (0, {}))
            self._met[code] = total + count, {**places, **({str(where): None} if where else {})}

    def as_list(self) -> list[DocumentFinding]:
        return [
            {"code": code, "count": count, "where": list(places)[:MOST_PLACES]}
            for code, (count, places) in self._met.items()
        ]


class Text:
    """Collects the lines of a document. Raises DocumentRefused when they become too many characters."""

    # Characters that databases do not take, and characters that nobody sees.
    STRAY = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 127, *range(0xD800, 0xE000), 0xFFFE, 0xFFFF])

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._length = 0

    def add(self, words: object) -> None:
        line = str(words).replace("\r", "\n").translate(self.STRAY).strip()
        if line:
            self._length += len(line) + 1
            if self._length > LONGEST_TEXT:
                raise DocumentRefused("too-much-text")
            self._lines.append(line)

    def __str__(self) -> str:
        return "\n".join(self._lines)
