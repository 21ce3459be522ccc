"""What an app says about its own things that readers can find. Each app says it in one small file, `findable.py`."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Model
from django.utils import timezone

DECLARED = []


@dataclass(frozen=True)
class Offer:
    """One thing, as search finds it.

    `key` is its primary key and `address` the path of its page. It is found by the words of its `title` and its `text`,
    which is plain and holds all other words. It is found from `published_at` on; without one, at all times. `places`
    are the places that it is about. `column` and `authority` are the keys of its column and its authority.

    Where it `has_period`, it holds from `begins` on, is `over` at a moment, and is `repealed` from a moment on. None
    means that it has held always, that it is never over, or that it is never repealed.
    """

    key: int
    title: str
    text: str
    address: str
    published_at: datetime | None = None
    kind: str = ""  # needed only where one declaration offers several kinds
    places: tuple = ()
    column: int | None = None
    authority: int | None = None
    has_period: bool = False
    begins: datetime | None = None
    over: datetime | None = None
    repealed: datetime | None = None

    @property
    def marks(self):
        """The marks by which results are narrowed and counted, as an IndexEntry holds them.

        A place gives its own mark, and the marks of all places that it is in.
        """
        places = {key for place in self.places for key in (*place.path_ids, place.pk)}
        return (
            *(f"place_{key}" for key in sorted(places)),
            *([f"column_{self.column}"] if self.column else []),
            *([f"authority_{self.authority}"] if self.authority else []),
            *([f"year_{timezone.localtime(self.published_at).year}"] if self.published_at else []),
        )


class Findable:
    """The things of one `model` that can be found. Subclasses say which rows (`rows`) and what of each (`offer`)."""

    model: type[Model]
    kinds: dict  # {name of a kind: what readers call it}; a name is small letters
    # Whether these are lasting pages: of a topic, a place, an authority. They come before what was published once.
    stands = False
    # Fields of a row by which other things are found too, such as the name of a place: the things with the row's mark.
    names_others_by: tuple = ()

    def rows(self):
        """Return a queryset of all rows that can be found now or later, with what `offer` reads of them."""
        raise NotImplementedError

    def offer(self, row):
        """Return the Offer of `row`, which comes from `rows`."""
        raise NotImplementedError

    def touched(self):
        """Return {model: function} for other models on whose rows an offer depends.

        Where such a row is saved or deleted, the function takes it and returns the keys of the things to write anew.
        The rows of an item's own `parts`, and its places, need not be named.
        """
        return {}

    def told_by(self):
        """Return {model: (fields, function)} for models of which only some fields count.

        Where one of these fields of a row has changed, the function takes the row and returns the keys to write anew.
        """
        return {}

    @property
    def kind(self):
        """The kind of whatever it offers, unless the Offer says another."""
        return next(iter(self.kinds))


def findable(declaration):
    """Decorate a subclass of Findable, so that the things it declares are indexed."""
    DECLARED.append(declaration())
    return declaration


def of_model(model):
    """Return the list of declarations about `model`."""
    return [one for one in DECLARED if one.model is model]


def kinds():
    """Return {name: what readers call it} of all kinds, in the order in which results are counted."""
    return {name: label for one in DECLARED for name, label in one.kinds.items()}


def lines(*texts):
    """Return those of `texts` that are not empty as one text, each on lines of its own.

    So search finds no word that runs from one of them into the next.
    """
    return "\n".join(str(text) for text in texts if text)
