"""Decisions at the desk: the state, the timeline, the buttons.

Items and proposed versions go through the same reviews. What is decided on is called the subject here.
"""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from editing.person_names import name_of

from .. import rules
from ..forms import DecisionForm
from ..models import Noted, Proposal, Refused
from ..rules import Action
from .sentences import after_saving, button, outcome

# What one press can do besides saving: the first for a draft, the second for what is in review.
AFTER_SAVING = (Action.SUBMIT, Action.PASS)
# Rare and grave actions are folded away, with the field for their reason.
FOLDED = rules.NEEDS_COMMENT | {Action.DISCARD}


class Decisions:
    """Mixed into EditorialAdmin."""

    def get_urls(self):
        name, view = f"{self.opts.app_label}_{self.opts.model_name}", self.admin_site.admin_view(self.decide_view)
        return [
            path("<int:pk>/decide/<slug:action>/", view, name=f"{name}_decide"),
            path("<int:pk>/proposal/decide/<slug:action>/", view, {"proposed": True}, name=f"{name}_proposal_decide"),
            *super().get_urls(),
        ]

    def url_of(self, page, *args):
        """The address of one of this admin's pages: `change`, `changelist`, `decide`, `preview`, `proposal`, …"""
        name = f"{self.admin_site.name}:{self.opts.app_label}_{self.opts.model_name}_{page}"
        return reverse(name, args=args)

    def url_of_subject(self, subject, page="", *args):
        """Return the address of a page of an item or of its proposed version.

        Without `page` it is the page on which the subject is read and edited.
        """
        if isinstance(subject, Proposal):
            return self.url_of(f"proposal_{page}" if page else "proposal", subject.object_id, *args)
        return self.url_of(page or "change", subject.pk, *args)

    def item_or_404(self, request, pk):
        """Return the item that the user of `request` may look at.

        Raises PermissionDenied where the user may look at no items of this kind, whether this one exists or not, and
        where the user may not look at this one. Raises Http404 where there is no such item.
        """
        if not self.has_view_permission(request):
            raise PermissionDenied
        item = self.get_object(request, str(pk))
        if item is None:
            raise Http404
        if not self.has_view_permission(request, item):
            raise PermissionDenied
        return item

    def subject_or_404(self, request, pk, proposed, *, or_closed=False):
        """Return the item that `request` may look at, or with `proposed` its proposed version that is on its way.

        With `or_closed`, where none is on its way, it is the one that was closed last, so that whoever comes too late
        is told. Raises Http404 where there is neither.
        """
        item = self.item_or_404(request, pk)
        subject = item.open_proposal() if proposed else item
        if subject is None and or_closed:
            subject = Proposal.objects.of(item).last()
        if subject is None:
            raise Http404
        return subject

    def panel(self, request, subject):
        """Return what a form's page shows of the state of `subject` and of what can be decided, as a context.

        `subject` is None for an item that is not saved yet.
        """
        if subject is None:
            return {"after_saving": [(Action.SUBMIT.value, after_saving(Action.SUBMIT, None))]}
        is_proposal = isinstance(subject, Proposal)
        item = subject.home
        actions = subject.available_actions(request.user)
        wished = None if is_proposal or subject.is_approved else subject.publish_at
        record = subject.own_entries() if is_proposal else item.record.all()
        proposal = None if is_proposal else item.open_proposal()
        return {
            "item": item,
            "subject": subject,
            "is_proposal": is_proposal,
            "proposal": proposal,
            "proposal_author": name_of(proposal.author) if proposal else "",
            "preflight_url": self.url_of_subject(subject, "preflight"),
            "may_propose": proposal is None and not is_proposal and rules.may_propose(request.user, item),
            "wished": wished if not item.is_withdrawn else None,
            "wished_has_passed": bool(wished) and wished <= timezone.now(),
            "review_name": rules.review_name(subject.review_level) if subject.state == subject.State.IN_REVIEW else "",
            "timeline": record.exclude(action=Noted.SAVE).select_related("actor"),
            "choices": [self._choice(subject, action) for action in actions],
            "after_saving": [
                (action.value, after_saving(action, subject)) for action in actions if action in AFTER_SAVING
            ],
        }

    def _choice(self, subject, action, form=None):
        return {
            "action": action.value,
            "label": button(action, subject),
            "needs_comment": action in rules.NEEDS_COMMENT,
            "is_folded": action in FOLDED,
            "url": self.url_of_subject(subject, "decide", action.value),
            "form": form or DecisionForm(auto_id=f"id_{action.value}_%s", initial={"seen": subject.version}),
        }

    @method_decorator(require_POST)
    def decide_view(self, request, pk, action, proposed=False):
        """Do `action` and go back to the subject. Where it is refused, say why and keep the comment as it was typed."""
        if action not in Action.values:
            raise Http404
        subject, form = self.subject_or_404(request, pk, proposed, or_closed=True), DecisionForm(request.POST)
        form.is_valid()
        try:
            self.decide(
                request, subject, Action(action), form.cleaned_data["comment"], form.cleaned_data.get("seen", -1)
            )
        except self.model.DoesNotExist:  # deleted a moment ago
            raise Http404 from None
        except Refused as refused:
            return self._refuse(request, subject, Action(action), refused)
        return HttpResponseRedirect(self._after(subject))

    def _refuse(self, request, subject, action, refused):
        """Return a page with status 422 and the reasons.

        The button is there once more where it may still be pressed, with the comment that was typed.
        """
        subject.refresh_from_db()
        typed = request.POST.dict()
        form = DecisionForm(typed, auto_id=f"id_{action.value}_%s")
        form.is_valid()
        form.add_error(None, refused.messages)
        # Whoever decided on an older version has to read the new one first. The button is on its page.
        seen = request.POST.get("seen", "")
        is_stale = seen != str(subject.version)
        still_possible = not is_stale and action in subject.available_actions(request.user)
        context = {
            **self.admin_site.each_context(request),
            "title": button(action, subject),
            "subtitle": str(subject),
            "opts": self.opts,
            "item": subject.home,
            "subject": subject,
            "subject_url": self._after(subject),
            "compare_url": self._url_of_changes(subject, seen) if is_stale else "",
            "preflight_url": self.url_of_subject(subject, "preflight")
            if still_possible and action in rules.NEEDS_FITNESS
            else "",
            "choice": self._choice(subject, action, form),
            "still_possible": still_possible,
        }
        return TemplateResponse(request, "admin/editorial/refused.html", context, status=422)

    def _url_of_changes(self, subject, seen):
        """Return the address at which the changes since version `seen` are read; "" where there was no such version."""
        known = map(str, subject.own_versions().values_list("number", flat=True))
        if seen not in known:
            return ""
        return f"{self.url_of('compare', subject.home.pk)}?from={seen}&to={subject.version}"

    def _after(self, subject):
        """Return where a decision leads: to the subject, or to the item once the proposed version is closed."""
        closed = isinstance(subject, Proposal) and not subject.is_open
        return self.url_of("change", subject.object_id) if closed else self.url_of_subject(subject)

    def decide(self, request, subject, action, comment="", seen=None):
        """Do `action`, and tell the person what came of it. Raises Refused, which the caller has to tell."""
        wished = getattr(subject, "publish_at", None)
        subject.decide(action, request.user, comment, seen)
        self.message_user(request, outcome(subject, action, wished), messages.SUCCESS)

    def response_add(self, request, obj, post_url_continue=None):
        return self._then(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj):
        return self._then(request, obj) or super().response_change(request, obj)

    def _then(self, request, subject):
        """Do the action that was to follow the save, and return a redirect; None where none was to follow.

        Where it is refused, the save stays, and the item opens again with the reasons.
        """
        action = request.POST.get("_then")
        if action not in AFTER_SAVING:
            return None
        try:
            self.decide(request, subject, Action(action))
        except Refused as refused:
            reasons = " ".join(str(reason) for reason in refused.messages)
            sentence = format_html(
                _('Saved, but nothing else was done: {} <a href="{}">See the pre-flight report</a>'),
                reasons,
                self.url_of_subject(subject, "preflight"),
            )
            self.message_user(request, sentence, messages.ERROR)
            return HttpResponseRedirect(self.url_of_subject(subject))
        return HttpResponseRedirect(self.url_of("changelist"))
