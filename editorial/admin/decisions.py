"""The way of an item to the reader, as the desk sees it: the state, the timeline, the buttons."""

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

from .. import rules
from ..forms import DecisionForm
from ..models import Refused
from ..rules import Action
from .sentences import button, outcome

# What can be done with the same press that saves, by the state that it can be done in.
AFTER_SAVING = {Action.SUBMIT: _("Save and submit for review"), Action.PASS: _("Save and pass")}


class Decisions:
    """Mixed into EditorialAdmin."""

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_decide"
        view = self.admin_site.admin_view(self.decide_view)
        return [path("<int:pk>/decide/<slug:action>/", view, name=name), *super().get_urls()]

    def url_of(self, page, *args):
        """The address of one of this admin's pages: `change`, `changelist`, `decide`, `preview`, `duplicate`."""
        name = f"{self.admin_site.name}:{self.opts.app_label}_{self.opts.model_name}_{page}"
        return reverse(name, args=args)

    def item_or_404(self, request, pk):
        """Return the item that `request` may look at; 403 where its user may not."""
        item = self.get_object(request, str(pk))
        if item is None:
            raise Http404
        if not self.has_view_permission(request, item):
            raise PermissionDenied
        return item

    def panel(self, request, item):
        """What the change page shows of the item's way."""
        if item is None:
            return {"after_saving": [(Action.SUBMIT.value, AFTER_SAVING[Action.SUBMIT])]}
        actions = item.available_actions(request.user)
        wished = item.publish_at if item.state in {item.State.DRAFT, item.State.IN_REVIEW} else None
        return {
            "item": item,
            "wished": wished,
            "wished_has_passed": bool(wished) and wished <= timezone.now(),
            "review_name": rules.review_name(item.review_level) if item.state == item.State.IN_REVIEW else "",
            "timeline": item.decisions.select_related("actor"),
            "choices": [self._choice(item, action) for action in actions],
            "after_saving": [(action.value, AFTER_SAVING[action]) for action in actions if action in AFTER_SAVING],
        }

    def _choice(self, item, action, form=None):
        return {
            "action": action.value,
            "label": button(action),
            "needs_comment": action in rules.NEEDS_COMMENT,
            "url": self.url_of("decide", item.pk, action.value),
            "form": form or DecisionForm(auto_id=f"id_{action.value}_%s"),
        }

    @method_decorator(require_POST)
    def decide_view(self, request, pk, action):
        """Do it and go back to the item; refused, say why, with the comment as it was typed."""
        if action not in Action.values:
            raise Http404
        item, form = self.item_or_404(request, pk), DecisionForm(request.POST)
        form.is_valid()
        try:
            self.decide(request, item, Action(action), form.cleaned_data["comment"])
        except Refused as refused:
            form.add_error(None, refused.messages)
            context = {
                **self.admin_site.each_context(request),
                "title": button(Action(action)),
                "subtitle": str(item),
                "opts": self.opts,
                "item": item,
                "choice": self._choice(item, Action(action), form),
                "still_possible": Action(action) in item.available_actions(request.user),
            }
            return TemplateResponse(request, "admin/editorial/refused.html", context, status=422)
        return HttpResponseRedirect(self.url_of("change", item.pk))

    def decide(self, request, item, action, comment=""):
        """Do `action` and tell the person what came of it; Refused is the caller's to tell."""
        wished = item.publish_at
        item.decide(action, request.user, comment)
        self.message_user(request, outcome(item, action, wished), messages.SUCCESS)

    def response_add(self, request, obj, post_url_continue=None):
        return self._then(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj):
        return self._then(request, obj) or super().response_change(request, obj)

    def _then(self, request, item):
        """What was to follow on saving; refused, the save stays and the item opens again with the reasons."""
        action = request.POST.get("_then")
        if action not in AFTER_SAVING:
            return None
        try:
            self.decide(request, item, Action(action))
        except Refused as refused:
            reasons = " ".join(str(reason) for reason in refused.messages)
            sentence = format_html(_("Saved, but nothing else was done: {}"), reasons)
            self.message_user(request, sentence, messages.ERROR)
            return HttpResponseRedirect(self.url_of("change", item.pk))
        return HttpResponseRedirect(self.url_of("changelist"))
