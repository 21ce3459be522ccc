"""Chains at the desk: beginning the next notice with one press, putting a draft behind another, taking it off again."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from editing.known_keys import KnownKeySelect
from editorial import rules
from editorial.models import Noted, Proposal
from text.numbers import number_in

from .. import chains, next_in_chain
from ..forms.joining import JoiningForm


class Chain:
    """Mixed into NoticeAdmin."""

    def get_urls(self):
        name, view = f"{self.opts.app_label}_{self.opts.model_name}", self.admin_site.admin_view
        return [
            path("<int:pk>/follow/<slug:relation>/", view(self.follow_view), name=f"{name}_follow"),
            path("<int:pk>/chain/", view(self.chain_view), name=f"{name}_chain"),
            path("<int:pk>/chain/leave/", view(self.leave_view), name=f"{name}_leave"),
            *super().get_urls(),
        ]

    def get_object(self, request, object_id, from_field=None):
        """Lock the whole chain of a notice that is about to be written, before its own row.

        Saving a public notice settles its chain. Suppose two editors save two notices of one chain, and each locks
        their own row first. Then each would hold a row and wait for the other's.
        """
        is_to_be_written = request.method == "POST" and transaction.get_connection().in_atomic_block
        if is_to_be_written and (notice := self.model._base_manager.filter(pk=number_in(str(object_id))).first()):
            chains.lock(notice)
        return super().get_object(request, object_id, from_field)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if change and not isinstance(self.subject_of(obj), Proposal):
            context["chain"] = self._chain_panel(request, obj)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def _chain_panel(self, request, notice):
        chain = next_in_chain.whole_chain(notice)
        last = next((one for one in chain if not one.is_withdrawn), None)
        may_follow = notice.is_live and self.has_add_permission(request) and last.pk == notice.pk
        relations = (
            [one for one in chains.Relation if not next_in_chain.reason_against(one, notice)] if may_follow else []
        )
        return {
            "members": chain if len(chain) > 1 else [],
            "offers": [(one.label, self.url_of("follow", notice.pk, one.value)) for one in relations],
            "may_change": self._may_change_chain(request, notice),
        }

    def _may_change_chain(self, request, notice):
        return notice.state in {"draft", "in_review"} and rules.may_edit(request.user, notice)

    @method_decorator(require_POST)
    def follow_view(self, request, pk, relation):
        """Begin the next notice of the chain as a draft of the person who pressed, and open it."""
        before = self.item_or_404(request, pk)
        if relation not in chains.Relation.values:
            raise Http404
        if not self.has_add_permission(request):
            raise PermissionDenied
        try:
            notice = next_in_chain.begin(before, chains.Relation(relation), request.user)
        except ValidationError as refused:
            self.message_user(request, self._refusal(before, refused), messages.ERROR)
            return HttpResponseRedirect(self.url_of("change", pk))
        self.log_addition(request, notice, [{"added": {}}])
        sentence = _(
            "This is the next notice after “%(title)s”, a draft of yours. Look through its dates and its text."
        )
        self.message_user(request, sentence % {"title": before.title}, messages.SUCCESS)
        return HttpResponseRedirect(self.url_of("change", notice.pk))

    def _refusal(self, before, refused):
        """Return why not, with a link to the notice that is already in that place, if there is one."""
        sentence, last = " ".join(refused.messages), next_in_chain.last_word(before)
        if last.pk == before.pk:
            return sentence
        return format_html('{} <a href="{}">{}</a>', sentence, self.url_of("change", last.pk), _("Open it"))

    @method_decorator(require_http_methods(["GET", "HEAD", "POST"]))
    def chain_view(self, request, pk):
        """Put a draft behind a public notice."""
        notice = self._of_own_chain_or_403(request, pk)
        widget = KnownKeySelect(self.model._meta.get_field("follows"), self.admin_site)
        typed = request.POST if request.method == "POST" else None
        form = JoiningForm(notice, self.get_queryset(request), widget, typed)
        if typed is not None and form.is_valid() and self._joins(request, notice, form):
            return HttpResponseRedirect(self.url_of("change", pk))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Put behind another notice"),
            "subtitle": str(notice),
            "opts": self.opts,
            "item": notice,
            "form": form,
            "media": self.media + form.media,
        }
        status = 422 if form.errors else 200
        return TemplateResponse(request, "admin/notices/notice/chain.html", context, status=status)

    def _joins(self, request, notice, form):
        before, relation = form.cleaned_data["before"], chains.Relation(form.cleaned_data["relation"])
        words = {"title": before.title, "relation": relation.label}
        try:
            with transaction.atomic():
                chains.join(notice, before, relation)
                notice.note(Noted.SAVE, request.user, _("put behind “%(title)s”: %(relation)s") % words)
        except ValidationError as refused:  # something has changed since the form checked
            form.add_error("before", refused.messages)
            return False
        sentence = _("It stands behind “%(title)s” now: %(relation)s.") % words
        self.message_user(request, sentence, messages.SUCCESS)
        return True

    @method_decorator(require_POST)
    @method_decorator(transaction.atomic)
    def leave_view(self, request, pk):
        """Take a draft off its chain again."""
        notice = self._of_own_chain_or_403(request, pk)
        if notice.follows_id:
            words = {"title": notice.follows.title}
            chains.leave(notice)
            notice.note(Noted.SAVE, request.user, _("taken off the chain behind “%(title)s”") % words)
            self.message_user(request, _("It stands by itself again."), messages.SUCCESS)
        return HttpResponseRedirect(self.url_of("change", pk))

    def _of_own_chain_or_403(self, request, pk):
        """Return the notice, if the person may still change its chain. Raises PermissionDenied otherwise."""
        notice = self.item_or_404(request, pk)
        if not self._may_change_chain(request, notice):
            raise PermissionDenied
        return notice
