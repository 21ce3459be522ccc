"""The same decisions for many items at once, each by the same rules."""

from django.contrib import admin, messages
from django.contrib.admin.actions import delete_selected
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from .. import rules
from ..models import Refused
from ..rules import Action
from .sentences import outcome


class BulkDecisions:
    """Mixed into EditorialAdmin."""

    actions = ["submit_selected", "pass_selected", "recall_selected", "delete_selected"]

    def has_review_permission(self, request):
        return rules.is_reviewer(request.user)

    @admin.action(description=_("Submit the selected for review"), permissions=["change"])
    def submit_selected(self, request, queryset):
        self._decide_each(request, queryset, Action.SUBMIT)

    @admin.action(description=_("Pass the selected"), permissions=["review"])
    def pass_selected(self, request, queryset):
        self._decide_each(request, queryset, Action.PASS)

    @admin.action(description=_("Recall the selected from review"), permissions=["change"])
    def recall_selected(self, request, queryset):
        self._decide_each(request, queryset, Action.RECALL)

    @admin.action(description=_("Delete the selected drafts"), permissions=["delete"])
    def delete_selected(self, request, queryset):
        """Django's own confirmation and deletion, of those that may go; the others are named."""
        may_go, refused = [], []
        for item in queryset:
            if rules.may_delete(request.user, item):
                may_go.append(item.pk)
            else:
                refused.append((item, _("only a draft that you may edit can be deleted.")))
        self._tell_refused(request, refused)
        return delete_selected(self, request, queryset.filter(pk__in=may_go)) if may_go else None

    def _decide_each(self, request, queryset, action):
        done, refused = [], []
        for item in queryset:
            wished = item.publish_at
            try:
                item.decide(action, request.user)
            except Refused as reasons:
                refused.append((item, " ".join(str(reason) for reason in reasons.messages)))
            else:
                done.append(outcome(item, action, wished))
        if done:
            heading = ngettext("Done: %(count)d item.", "Done: %(count)d items.", len(done)) % {"count": len(done)}
            self.message_user(request, _list(heading, ((sentence,) for sentence in done)), messages.SUCCESS)
        self._tell_refused(request, refused)

    def _tell_refused(self, request, refused):
        if refused:
            heading = ngettext(
                "Left as it was: %(count)d item.", "Left as they were: %(count)d items.", len(refused)
            ) % {"count": len(refused)}
            lines = ((format_html(_("“{}”: {}"), item, reason),) for item, reason in refused)
            self.message_user(request, _list(heading, lines), messages.WARNING)


def _list(heading, lines):
    return format_html("{}<ul>{}</ul>", heading, format_html_join("", "<li>{}</li>", lines))
