"""What is edited and decided on at the desk: items, and proposed versions of them. Each of them is called a subject."""

from dataclasses import replace
from typing import Any

from django.contrib.admin import ModelAdmin
from django.http import Http404, HttpRequest

from editing.desk_actions import Subject

from ..models import Proposal, Publishable
from ..models.reviewed import Reviewed


def subject_of(item: Publishable) -> Reviewed:
    """Return what the form that shows `item` writes: the proposed version that `item` was read from, or the item."""
    return item.proposal or item


def url_of_subject(admin: ModelAdmin, subject: Reviewed, page: str = "", *args: Any) -> str:
    """Return the address of a page of an item or of its proposed version.

    Without `page` it is the page on which the subject is read and edited.
    """
    if isinstance(subject, Proposal):
        return admin.url_of("_".join(filter(None, ("proposal", page))), subject.object_id, *args)
    return admin.url_of(page or "change", subject.pk, *args)


def _on_its_way(admin: ModelAdmin, request: HttpRequest, pk: int) -> Proposal:
    proposal = admin.item_or_404(request, pk).open_proposal()
    if proposal is None:
        raise Http404
    return proposal


def _even_closed(admin: ModelAdmin, request: HttpRequest, pk: int) -> Proposal:
    """Return the proposed version that is on its way, or for a POST the one that was closed last.

    So whoever comes too late is told.
    """
    if request.method != "POST":
        return _on_its_way(admin, request, pk)
    item = admin.item_or_404(request, pk)
    proposal = item.open_proposal() or Proposal.objects.of(item).last()
    if proposal is None:
        raise Http404
    return proposal


def _holds(admin: ModelAdmin, thing: Any) -> bool:
    return isinstance(thing, Proposal)


PROPOSAL = Subject(
    "<int:pk>/proposal/", _holds, name="proposal", find=_on_its_way, keys=lambda proposal: (proposal.object_id,)
)
PROPOSAL_EVEN_CLOSED = replace(PROPOSAL, find=_even_closed)
