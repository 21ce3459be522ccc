"""Decisions at the desk, about items and proposed versions: both go through the same reviews."""

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from .. import rules
from ..forms import DecisionForm
from ..models import Proposal, Refused
from ..models.reviewed import Reviewed
from ..rules import Action
from .panel import AFTER_SAVING, choice
from .sentences import button, outcome
from .subjects import url_of_subject


def decide(admin: ModelAdmin, request: HttpRequest, subject: Reviewed, action: str) -> HttpResponse:
    """Do `action` and go back to the subject. Where it is refused, say why and keep the comment as it was typed."""
    if action not in Action.values:
        raise Http404
    form = DecisionForm(request.POST)
    form.is_valid()
    comment, seen = form.cleaned_data["comment"], form.cleaned_data.get("seen", -1)
    try:
        _do(admin, request, subject, Action(action), comment, seen)
    except admin.model.DoesNotExist:  # deleted a moment ago
        raise Http404 from None
    except Refused as refused:
        return _refusal(admin, request, subject, Action(action), refused)
    return HttpResponseRedirect(_after(admin, subject))


def decide_after_saving(admin: ModelAdmin, request: HttpRequest, subject: Reviewed) -> HttpResponse | None:
    """Do the action that was to follow the save, and return a redirect; None where none was to follow.

    Where it is refused, the save stays, and the item opens again with the reasons.
    """
    action = request.POST.get("_then")
    if action not in AFTER_SAVING:
        return None
    try:
        _do(admin, request, subject, Action(action))
    except Refused as refused:
        reasons = " ".join(str(reason) for reason in refused.messages)
        sentence = format_html(
            _('Saved, but nothing else was done: {} <a href="{}">See the pre-flight report</a>'),
            reasons,
            url_of_subject(admin, subject, "preflight"),
        )
        admin.message_user(request, sentence, messages.ERROR)
        return HttpResponseRedirect(url_of_subject(admin, subject))
    return HttpResponseRedirect(admin.url_of("changelist"))


def _do(
    admin: ModelAdmin,
    request: HttpRequest,
    subject: Reviewed,
    action: Action,
    comment: str = "",
    seen: int | None = None,
) -> None:
    """Do `action`, and tell the person what came of it. Raises Refused, which the caller has to tell."""
    wished = getattr(subject, "publish_at", None)
    subject.decide(action, request.user, comment, seen)
    admin.message_user(request, outcome(subject, action, wished), messages.SUCCESS)


def _refusal(
    admin: ModelAdmin, request: HttpRequest, subject: Reviewed, action: Action, refused: Refused
) -> HttpResponse:
    """Return a page with status 422 and the reasons.

    The button is there once more where it may still be pressed, with the comment that was typed.
    """
    subject.refresh_from_db()
    form = DecisionForm(request.POST.dict(), auto_id=f"id_{action.value}_%s")
    form.is_valid()
    form.add_error(None, refused.messages)
    # Whoever decided on an older version has to read the new one first. The button is on its page.
    seen = request.POST.get("seen", "")
    is_stale = seen != str(subject.version)
    still_possible = not is_stale and action in subject.available_actions(request.user)
    is_unfit = still_possible and action in rules.NEEDS_FITNESS
    return admin.page(
        request,
        "admin/editorial/refused.html",
        status=422,
        title=button(action, subject),
        subtitle=str(subject),
        item=subject.home,
        subject=subject,
        subject_url=_after(admin, subject),
        compare_url=_url_of_changes(admin, subject, seen) if is_stale else "",
        preflight_url=url_of_subject(admin, subject, "preflight") if is_unfit else "",
        choice=choice(admin, subject, action, form),
        still_possible=still_possible,
    )


def _url_of_changes(admin: ModelAdmin, subject: Reviewed, seen: str) -> str:
    """Return the address at which the changes since version `seen` are read; "" where there was no such version."""
    known = map(str, subject.own_versions().values_list("number", flat=True))
    if seen not in known:
        return ""
    return f"{admin.url_of('compare', subject.home.pk)}?from={seen}&to={subject.version}"


def _after(admin: ModelAdmin, subject: Reviewed) -> str:
    """Return where a decision leads: to the subject, or to the item once the proposed version is closed."""
    closed = isinstance(subject, Proposal) and not subject.is_open
    return admin.url_of("change", subject.object_id) if closed else url_of_subject(admin, subject)
