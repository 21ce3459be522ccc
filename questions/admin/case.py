"""The reporters' desk: the cases of citizens, and every action with them."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse

from text.numbers import number_in

from ..models import Case
from .actions import CaseActions
from .case_page import CasePage
from .entering import Entering
from .listing import CaseListing
from .pictures import Pictures
from .queue import Queue


@admin.register(Case)
class CaseAdmin(CaseListing, CasePage, CaseActions, Pictures, Entering, Queue, admin.ModelAdmin):
    """Shows a case only to people of its desk. Others find no trace of it: no row, no page, no count.

    Nothing is typed over. What a citizen wrote stays, and every change is a step of the case. So nothing is
    written into the admin's own log, and nobody deletes a case.
    """

    class Media:
        css = {"all": ["css/admin/desk.css"]}

    def has_delete_permission(self, request, obj=None):
        return False

    def url_of(self, page, *args):
        """The address of one of this admin's pages: `change`, `changelist`, `action`, `picture`, …"""
        return reverse(f"{self.admin_site.name}:questions_case_{page}", args=args)

    def frame(self, request):
        """What every page of this admin shows."""
        return {**self.admin_site.each_context(request), "opts": self.opts, "media": self.media}

    def case_or_404(self, request, pk):
        """Return the case with the key `pk`.

        Raises Http404 for all who are not of its desk, and PermissionDenied for those who may not view cases.
        """
        fetched = ("desk", "category", "place", "reporter", "authority", "duplicate_of", "answer", "entered_by")
        case = self.get_queryset(request).select_related(*fetched).filter(pk=number_in(str(pk))).first()
        if case is None:
            raise Http404
        if not self.has_view_permission(request, case):
            raise PermissionDenied
        return case
