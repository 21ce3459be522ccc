"""Who answers for a piece, as its closing line names them: 责编 and 审核, out of the byline and the record."""

from collections.abc import Sequence
from typing import NamedTuple

from editing.person_names import name_of

from ..models import Publishable
from ..models.proposal import Proposal
from ..public_item import PublicItem
from ..rules import Action

ROUND = (Action.SUBMIT, Action.PASS, Action.PUBLISH, Action.REVIEW)


class Closing(NamedTuple):
    editors: Sequence[str]
    reviewers: Sequence[str]


def closing_of(public: PublicItem) -> Closing:
    """Return the names for the closing line, each once.

    The responsible editors stand in the byline. Where none does, whoever passed the first review is the one.
    """
    passed = list(dict.fromkeys(name_of(person) for person in reviewers_of(public.item)))
    editors = [maker.name for maker in public.makers if maker.is_editor] or passed[:1]
    return Closing(editors, [name for name in passed if name not in editors])


def reviewers_of(item: Publishable) -> list:
    """Return who passed the text that readers have now, in the order of the levels.

    That is the last proposed version that was adopted, or the item as it was approved. Whoever published it urgently
    counts, and whoever reviewed it afterwards. Of what was reviewed elsewhere the record knows nobody.
    """
    adopted = Proposal.objects.of(item).filter(state=Proposal.State.ADOPTED).order_by("pk").last()
    entries = item.record.filter(proposal=adopted, action__in=ROUND).select_related("actor").order_by("pk")
    passed: dict[tuple, object] = {}
    for entry in entries:
        if entry.action == Action.SUBMIT:
            # What was returned comes back to the level that returned it.
            passed = {key: person for key, person in passed.items() if key[1] < entry.level}
        else:
            passed[entry.action, entry.level] = entry.actor
    return list(passed.values())
