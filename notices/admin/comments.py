"""The desk for comments, in the notice's form: opening it, seeing what came in, being reminded of the result."""

from typing import Any

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from editorial.models import Noted
from questions.models import Case

from .. import comment_desks
from ..comments import countdown, period_of
from ..models import Notice


def whoever_may_open(admin: ModelAdmin, request: HttpRequest, notice: Notice) -> bool:
    return admin.has_add_permission(request) and admin.has_change_permission(request, notice)


def comments_panel(admin: ModelAdmin, request: HttpRequest, notice: Notice | None) -> dict[str, Any] | None:
    """Return what the form says of comments to whoever looks at it."""
    if notice is None or notice.proposal or not (notice.desk_id or notice.kind.takes_comments):
        return None
    now, desk = timezone.now(), comment_desks.desk_of(notice)
    cases_url = reverse(f"{admin.admin_site.name}:questions_case_changelist")
    period, is_staffed = period_of(notice, now), desk and desk.is_staffed_by(request.user)
    is_over = notice.is_live and period is not None and period.over <= now
    is_early = notice.state in {notice.State.DRAFT, notice.State.IN_REVIEW}
    return {
        "desk": desk,
        "countdown": countdown(notice, now),
        "count": Case.objects.filter(desk=desk).admitted().count() if is_staffed else None,
        "list_url": f"{cases_url}?desk__id__exact={desk.pk}" if desk else "",
        # Other reasons against it are told when the button is pressed.
        "may_open": not desk and is_early and whoever_may_open(admin, request, notice),
        "lacks_result": is_over and not notice.followers.not_withdrawn().exists(),
        "may_follow": admin.has_add_permission(request),
    }


def open_comments(admin: ModelAdmin, request: HttpRequest, notice: Notice) -> HttpResponse:
    try:
        desk, is_new = comment_desks.open_desk(notice, request.user)
    except ValidationError as refused:
        admin.message_user(request, refused.messages[0], messages.ERROR)
    else:
        if is_new:
            notice.note(Noted.SAVE, request.user, _("takes comments at the desk “%s”") % desk)
        words = _("The desk “%s” takes the comments, from the first day on once this is public.")
        known = _("It takes comments already, at the desk “%s”.")
        level = messages.SUCCESS if is_new else messages.INFO
        admin.message_user(request, (words if is_new else known) % desk, level)
    return HttpResponseRedirect(admin.url_of("change", notice.pk))
