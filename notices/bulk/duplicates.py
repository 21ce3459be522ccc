"""What may have been entered already: in the same sheet, among the drafts, or as a notice that readers can see."""

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
    first = {}  # {(what is the same, its value): the first draft that has it}
    for draft in drafts:
        notice, same = draft.notice, {}
        if notice.document_number:
            same[_("The same document number as line %d.")] = notice.authority_id, notice.document_number
        same[_("The same headline and first day as line %d.")] = _likeness(notice)
        for sentence, value in same.items():
            if (other := first.setdefault((sentence, value), draft)) is not draft:
                draft.remarks.append(sentence % other.line)


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
