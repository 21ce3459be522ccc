"""What a save of an item leaves behind: a version, and where readers saw the item before, a word to them."""

from typing import Any

from django.http import HttpRequest

from .. import preflight, snapshots
from ..forms import CorrectionForm
from ..models import Publishable


class Unfit(Exception):
    """Raised where what was saved may not stay, so that the save is rolled back.

    Its argument are the sentences that say why.
    """


def unfitness(item: Publishable) -> list[str]:
    return [str(finding.message) for finding in preflight.run(item, preflight.BLOCKS).blocks]


def keep(
    request: HttpRequest, item: Publishable, seen_by_readers: dict[str, Any] | None, remark: str = "", **noted: Any
) -> None:
    """Keep what is saved as a version. Where readers saw the item before, keep what they need to be told as well.

    `seen_by_readers` is the snapshot of what they saw, or None. Raises Unfit where a word to readers is missing or
    wrong.
    """
    kept = item.keep_version(request.user, remark, **noted)
    if seen_by_readers is None:
        return
    form = CorrectionForm(request.POST)
    differs = snapshots.content_differs(type(item), seen_by_readers, (kept or item.own_versions().last()).data)
    if problems := form.problems(is_needed=differs):
        raise Unfit(problems)
    if form.cleaned_data["correction"]:
        item.correct(request.user, form.cleaned_data["correction"])
    elif differs:
        item.note_minor(request.user)
