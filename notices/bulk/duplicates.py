"""What may have been entered already: in the same sheet, among the drafts, or as a notice that readers can see."""

from collections import defaultdict

from django.utils.translation import gettext as _

from ..models import Notice
from ..overlaps import already_covering, named, same_number


def remark_on(drafts):
    """Add a remark to each of the `drafts` without mistakes that resembles something else. It stops nobody."""
    fit = [draft for draft in drafts if not draft.mistakes]
    for draft in fit:
        for sentence, found in (
            (_("The same authority has this document number already: %s."), same_number(draft.notice)),
            (_("Place and time are covered already: %s."), already_covering(draft.notice, draft.places)),
        ):
            if others := named(found):
                draft.remarks.append(sentence % others)
    _within_the_sheet(fit)
    _among_the_drafts(fit)


def _within_the_sheet(drafts):
    numbers, titles = defaultdict(list), defaultdict(list)
    for draft in drafts:
        titles[_likeness(draft.notice)].append(draft)
        if draft.notice.document_number:
            numbers[draft.notice.authority_id, draft.notice.document_number].append(draft)
    for sentence, groups in (
        (_("The same document number as line %d."), numbers),
        (_("The same headline and first day as line %d."), titles),
    ):
        for first, *later in groups.values():
            for draft in later:
                draft.remarks.append(sentence % first.line)


def _among_the_drafts(drafts):
    """Remark on drafts that exist already, as when a sheet is sent twice.

    Only notices at work are looked through, however many notices there are in all.
    """
    at_work = Notice.objects.filter(state__in=[Notice.State.DRAFT, Notice.State.IN_REVIEW])
    same_title = at_work.filter(title__in={draft.notice.title for draft in drafts})
    known = {_likeness(notice): notice for notice in same_title.defer("body", "body_html")}
    for draft in drafts:
        if other := known.get(_likeness(draft.notice)):
            draft.remarks.append(_("There is a draft with the same headline and first day: %s.") % named([other]))


def _likeness(notice):
    return notice.title, notice.authority_id, notice.effective_from
