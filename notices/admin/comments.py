"""The desk for comments, in the notice's form: opening it, seeing what came in, being reminded of the result."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpResponseRedirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from editorial.models import Noted, Proposal
from questions.models import Case

from .. import comment_desks
from ..comments import countdown, period_of


class Comments:
    """Mixed into NoticeAdmin."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.open_comments_view)
        return [path("<int:pk>/comments/", view, name="notices_notice_open_comments"), *super().get_urls()]

    def get_readonly_fields(self, request, obj=None):
        return [*super().get_readonly_fields(request, obj), "desk"]

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        is_shown = obj and (obj.desk_id or obj.kind.takes_comments)
        if is_shown and not isinstance(self.subject_of(obj), Proposal):
            context["comments"] = self._comments(request, obj)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def _comments(self, request, notice):
        """Return what the form says of comments to whoever looks at it."""
        now, desk = timezone.now(), comment_desks.desk_of(notice)
        cases_url = reverse(f"{self.admin_site.name}:questions_case_changelist")
        period, is_staffed = period_of(notice, now), desk and desk.is_staffed_by(request.user)
        is_over = notice.is_live and period is not None and period.over <= now
        is_early = notice.state in {notice.State.DRAFT, notice.State.IN_REVIEW}
        return {
            "desk": desk,
            "countdown": countdown(notice, now),
            "count": Case.objects.filter(desk=desk).admitted().count() if is_staffed else None,
            "list_url": f"{cases_url}?desk__id__exact={desk.pk}" if desk else "",
            # Other reasons against it are told when the button is pressed.
            "may_open": not desk and is_early and self._may_write(request, notice),
            "lacks_result": is_over and not notice.followers.not_withdrawn().exists(),
            "may_follow": self.has_add_permission(request),
        }

    def _may_write(self, request, notice):
        return self.has_add_permission(request) and self.has_change_permission(request, notice)

    @method_decorator(require_POST)
    def open_comments_view(self, request, pk):
        with transaction.atomic():
            notice = self.item_or_404(request, pk)
            if not self._may_write(request, notice):
                raise PermissionDenied
            try:
                desk, is_new = comment_desks.open_desk(notice, request.user)
            except ValidationError as refused:
                self.message_user(request, refused.messages[0], messages.ERROR)
            else:
                if is_new:
                    notice.note(Noted.SAVE, request.user, _("takes comments at the desk “%s”") % desk)
                words = _("The desk “%s” takes the comments, from the first day on once this is public.")
                known = _("It takes comments already, at the desk “%s”.")
                level = messages.SUCCESS if is_new else messages.INFO
                self.message_user(request, (words if is_new else known) % desk, level)
        return HttpResponseRedirect(self.url_of("change", pk))
