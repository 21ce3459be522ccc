"""The reporters' desk: the cases of citizens, and every action with them."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from editing.desk_actions import WRITE, DeskAction
from editing.model_admin import NewsroomModelAdmin
from text.numbers import number_in

from ..models import Case
from .actions import act, write_answer
from .case_page import case_page
from .entering import enter
from .listing import CaseListing
from .pictures import show_picture
from .queue import counts_for


@admin.register(Case)
class CaseAdmin(CaseListing, NewsroomModelAdmin):
    """Shows a case only to people of its desk. Others find no trace of it: no row, no page, no count.

    Nothing is typed over. What a citizen wrote stays, and every change is a step of the case. So nothing is
    written into the admin's own log, and nobody deletes a case.
    """

    desk_actions = (
        DeskAction("action", act, path="actions/<slug:name>/", methods=WRITE),
        DeskAction("answer", write_answer),
        DeskAction("picture", show_picture, path="pictures/<int:picture>/<slug:size>/"),
    )

    class Media:
        css = {"all": ["css/admin/desk.css"]}

    def has_delete_permission(self, request, obj=None):
        return False

    def add_view(self, request, form_url="", extra_context=None):
        return enter(request, self)

    @method_decorator(require_safe)
    def change_view(self, request, object_id, form_url="", extra_context=None):
        return case_page(self, request, self.item_or_404(request, object_id))

    @method_decorator(require_safe)
    def history_view(self, request, object_id, extra_context=None):
        """Lead to the page of the case, which shows its history. The admin's own log holds nothing about cases."""
        return redirect(self.url_of("change", self.item_or_404(request, object_id).pk))

    def queue_counts(self, request):
        return counts_for(self, request)

    def queue_new(self, request):
        """What the first page offers besides the kinds that are published: entering a question for a caller."""
        may_enter = self.has_add_permission(request)
        return [{"word": _("Enter for a caller"), "url": self.url_of("add")}] if may_enter else []

    def item_or_404(self, request, pk):
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
