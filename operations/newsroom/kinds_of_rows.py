"""The lists of a paper that give a row of a table each: which keys they have, and which of them names the row."""

from dataclasses import dataclass

from articles.models import Column, Topic
from notices.models import Kind
from questions.models import Desk


@dataclass(frozen=True)
class KindOfRow:
    """A list of the file. `keys` are fields of `model`; that called `name` tells the rows apart."""

    model: type
    keys: tuple[str, ...]
    name: str = "name"


# In the order in which they are made.
TABLES = {
    "column": KindOfRow(Column, tuple("name slug description layout on_front_page expected_days".split())),
    "topic": KindOfRow(Topic, tuple("title slug introduction invitation hotline is_running".split()), name="title"),
    "kind": KindOfRow(Kind, tuple("name slug nature level title who what_to_do body".split())),
    "desk": KindOfRow(
        Desk,
        tuple(
            "name slug kind introduction place hotline head members response_amount response_unit answer_amount "
            "answer_unit opens_on closes_on closed_note publishes_answers asks_place asks_address asks_pictures "
            "asks_contact".split()
        ),
    ),
}
