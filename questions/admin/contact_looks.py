"""The record of who has looked at whose contact. Keepers and the head of the desk read it; nobody changes it."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from editing.model_admin import NewsroomModelAdmin
from editing.person_names import name_of
from editorial.admin.listing import short
from editorial.admin.read_only import ReadOnly

from ..models import ContactLook, Desk


@admin.register(ContactLook)
class ContactLookAdmin(ReadOnly, NewsroomModelAdmin):
    """Shows who looked, when, and at which case. It holds no contact."""

    list_display = ["time", "person", "case", "desk"]
    list_display_links = None
    list_filter = ["at", ("user", admin.RelatedOnlyFieldListFilter), ("case__desk", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["user", "case__desk"]
    list_per_page = 50
    show_full_result_count = False
    search_fields = ["case__pk__exact"]
    search_help_text = _("Number of the case")
    ordering = ["-pk"]
    fields = readonly_fields = ["time", "person", "case", "desk"]
    actions = None

    def has_view_permission(self, request, obj=None):
        return self._sees_all(request) or self._headed_by(request.user).exists()

    def has_module_permission(self, request):
        """Whether the admin's first page names this list. That page does not ask whether somebody heads a desk.

        People who only head a desk come here from one of its cases.
        """
        return self._sees_all(request)

    def get_queryset(self, request):
        looks = super().get_queryset(request)
        return looks if self._sees_all(request) else looks.filter(case__desk__in=self._headed_by(request.user))

    def _sees_all(self, request):
        return request.user.has_perm("questions.view_contactlook")

    def _headed_by(self, user):
        return Desk.objects.filter(head=user)

    @admin.display(description=_("when"), ordering="pk")
    def time(self, look):
        return short(look.at)

    @admin.display(description=_("who"), ordering="user")
    def person(self, look):
        return name_of(look.user)

    @admin.display(description=_("desk"))
    def desk(self, look):
        return look.case.desk
