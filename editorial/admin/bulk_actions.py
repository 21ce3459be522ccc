"""The same decisions for many items at once, each by the same rules."""

from django.contrib import admin, messages
from django.contrib.admin.actions import delete_selected as confirm_and_delete
from django.db import transaction
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _, ngettext

from text.numbers import number_in

from .. import rules
from ..models import Refused
from ..rules import Action
from .sentences import outcome

SEEN = "_seen-"  # with an item's key behind it: the field that says which version of the item the list shows


@admin.action(description=_("Submit the selected for review"), permissions=["change"])
def submit_selected(model_admin, request, queryset):
    _decide_each(model_admin, request, queryset, Action.SUBMIT)


@admin.action(description=_("Pass the selected"), permissions=["review"])
def pass_selected(model_admin, request, queryset):
    _decide_each(model_admin, request, queryset, Action.PASS)


@admin.action(description=_("Recall the selected from review"), permissions=["change"])
def recall_selected(model_admin, request, queryset):
    _decide_each(model_admin, request, queryset, Action.RECALL)


@admin.action(description=_("Delete the selected drafts"), permissions=["delete"])
@transaction.atomic
def delete_selected(model_admin, request, queryset):
    """Confirm and delete, as Django does, those items that may be deleted. The others are named.

    The items are locked, so that none is submitted between being looked at and being deleted.
    """
    may_go, refused = [], []
    for item in model_admin.model._base_manager.select_for_update(of=("self",)).filter(pk__in=queryset.values("pk")):
        if rules.may_delete(request.user, item):
            may_go.append(item.pk)
        else:
            refused.append((item, _("only a draft that you may edit can be deleted.")))
    _tell_refused(model_admin, request, refused)
    return confirm_and_delete(model_admin, request, queryset.filter(pk__in=may_go)) if may_go else None


def _decide_each(model_admin, request, queryset, action):
    done, refused = [], []
    for item in queryset:
        wished = item.publish_at
        try:
            item.decide(action, request.user, seen=number_in(request.POST.get(f"{SEEN}{item.pk}", "")))
        except Refused as reasons:
            refused.append((item, " ".join(str(reason) for reason in reasons.messages)))
        except model_admin.model.DoesNotExist:
            refused.append((item, _("it has been deleted a moment ago.")))
        else:
            done.append(outcome(item, action, wished))
    if done:
        heading = ngettext("Done: %(count)d item.", "Done: %(count)d items.", len(done)) % {"count": len(done)}
        model_admin.message_user(request, _list(heading, ((sentence,) for sentence in done)), messages.SUCCESS)
    _tell_refused(model_admin, request, refused)


def _tell_refused(model_admin, request, refused):
    if refused:
        heading = ngettext("Left as it was: %(count)d item.", "Left as they were: %(count)d items.", len(refused)) % {
            "count": len(refused)
        }
        lines = ((format_html(_("“{}”: {}"), item, reason),) for item, reason in refused)
        model_admin.message_user(request, _list(heading, lines), messages.WARNING)


def _list(heading, lines):
    return format_html("{}<ul>{}</ul>", heading, format_html_join("", "<li>{}</li>", lines))
