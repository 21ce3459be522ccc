import dataclasses

from django.utils.crypto import salted_hmac

BLOCKS, WARNS = "blocks", "warns"


@dataclasses.dataclass(frozen=True)
class Finding:
    """What a check met: a sentence for the editor, and where to look.

    `field` is the name of a field, or of a relation in the model's `parts`. `met` is the exact text or thing that was
    met. Where it may be personal, it is never shown and never stored. It only goes into `digest`, which ties an
    override to this finding and no other.
    """

    code: str
    level: str
    message: str
    field: str = ""
    met: str = dataclasses.field(default="", repr=False)  # may be personal, and a repr ends up in logs

    @property
    def digest(self):
        return salted_hmac("editorial.preflight", f"{self.code}\n{self.met}", algorithm="sha256").hexdigest()


class Check:
    """One question that is asked of every manuscript.

    A subclass has a code, a level and a name, and yields what it met.
    """

    code = ""
    level = WARNS
    is_personal = False  # whether it meets people's numbers, which no text that is kept may hold
    name = ""

    def findings(self, manuscript):
        """Yield a Finding for everything in `manuscript` (a Manuscript) that this check is about."""
        raise NotImplementedError

    def found(self, message, field="", met=""):
        return Finding(self.code, self.level, str(message), field, met)

    def found_in(self, passage, sentence, met="", **words):
        """Return the Finding in a Passage. `sentence` is told where, as %(field)s, and its other `words`."""
        return self.found(sentence % {"field": passage.label, **words}, passage.field, met)


class CheckOfKind(Check):
    """A question that is asked of one kind of content alone: of the items of `model`."""

    model: type

    def findings(self, manuscript):
        return self.findings_of(manuscript.item, manuscript) if isinstance(manuscript.item, self.model) else ()

    def findings_of(self, item, manuscript):
        """Yield a Finding for everything in `item`, an item of `model`, that this check is about."""
        raise NotImplementedError
