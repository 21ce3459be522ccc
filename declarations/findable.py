"""What an app says of its own things that readers can find: one small file `findable.py` in each app."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Model
from django.utils import timezone

DECLARED = []


@dataclass(frozen=True)
class Offer:
    """One thing as it is found: `text` is plain and holds all words besides the `title` by which it is found.

    It is found from `published_at` on; without one, at all times. `places` are the places that it is about,
    `column` and `authority` the keys of its column and its authority. What `has_period` says from when on
    it holds (`begins`), when it is `over`, and from when on it is `repealed`; None is never.
    """

    key: int
    title: str
    text: str
    address: str
    published_at: datetime | None = None
    kind: str = ""  # where one declaration offers several
    places: tuple = ()
    column: int | None = None
    authority: int | None = None
    has_period: bool = False
    begins: datetime | None = None
    over: datetime | None = None
    repealed: datetime | None = None

    @property
    def marks(self):
        """What it is narrowed and counted by, as an index entry holds it. A place stands for all that it lies in."""
        places = {key for place in self.places for key in (*place.path_ids, place.pk)}
        return (
            *(f"place_{key}" for key in sorted(places)),
            *([f"column_{self.column}"] if self.column else []),
            *([f"authority_{self.authority}"] if self.authority else []),
            *([f"year_{timezone.localtime(self.published_at).year}"] if self.published_at else []),
        )


class Findable:
    """The things of one `model` that can be found; subclasses say which rows (`rows`) and what of each (`offer`)."""

    model: type[Model]
    kinds: dict  # {name of a kind: what readers call it}; a name is small letters
    # Pages of something that stands: a topic, a place, an authority. They come before what was published once.
    stands = False
    # Fields by which other things are found that carry a mark of this one: the name of a place.
    names_others_by: tuple = ()

    def rows(self):
        """All rows that can be found now or later, with what `offer` reads of them."""
        raise NotImplementedError

    def offer(self, row):
        """Return the Offer of `row`, which comes from `rows`."""
        raise NotImplementedError

    def touched(self):
        """Return {model: function}: what the function returns for a row that is written are the keys to write anew.

        What belongs to the item itself (its `parts` and its places) need not be named.
        """
        return {}

    def told_by(self):
        """Return {model: (fields, function)}: where a field of a row has changed, the function tells whose keys."""
        return {}

    @property
    def kind(self):
        """The kind of whatever it offers, unless the Offer says another."""
        return next(iter(self.kinds))


def findable(declaration):
    """Take `declaration`, a subclass of Findable, into the index; a decorator."""
    DECLARED.append(declaration())
    return declaration


def of_model(model):
    """Return what is declared of `model`."""
    return [one for one in DECLARED if one.model is model]


def kinds():
    """Return {name: what readers call it} of all kinds, in the order in which results are counted."""
    return {name: label for one in DECLARED for name, label in one.kinds.items()}


def lines(*texts):
    """Return those of `texts` that say anything as one text: no word goes from one of them into the next."""
    return "\n".join(str(text) for text in texts if text)
