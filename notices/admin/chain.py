"""Chains at the desk: beginning the next notice with one press, putting a draft behind another, taking it off again."""

from typing import Any

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.html import format_html
from django.utils.translation import gettext as _

from editing.known_keys import KnownKeySelect
from editorial import rules
from editorial.models import Noted

from .. import chains, next_in_chain
from ..forms.joining import JoiningForm
from ..models import Notice


def may_change_chain(user: AbstractUser, notice: Notice) -> bool:
    """Whether `user` may put `notice` behind another or take it off: while it was never public."""
    return notice.state in {"draft", "in_review"} and rules.may_edit(user, notice)


def chain_panel(admin: ModelAdmin, request: HttpRequest, notice: Notice | None) -> dict[str, Any] | None:
    """Return the chain that `notice` belongs to, and what can be begun after it."""
    if notice is None or notice.proposal:
        return None
    chain = next_in_chain.whole_chain(notice)
    last = next_in_chain.last_word(chain)
    may_follow = notice.is_live and admin.has_add_permission(request) and last.pk == notice.pk
    relations = [one for one in chains.Relation if not next_in_chain.reason_against(one, notice)] if may_follow else []
    return {
        "members": chain if len(chain) > 1 else [],
        "offers": [(one.label, admin.url_of("follow", notice.pk, one.value)) for one in relations],
        "may_change": may_change_chain(request.user, notice),
    }


def follow(admin: ModelAdmin, request: HttpRequest, before: Notice, relation: str) -> HttpResponse:
    """Begin the next notice of the chain as a draft of the person who pressed, and open it."""
    if relation not in chains.Relation.values:
        raise Http404
    try:
        notice = next_in_chain.begin(before, chains.Relation(relation), request.user)
    except ValidationError as refused:
        admin.message_user(request, _refusal(admin, before, refused), messages.ERROR)
        return HttpResponseRedirect(admin.url_of("change", before.pk))
    admin.log_addition(request, notice, [{"added": {}}])
    sentence = _("This is the next notice after “%(title)s”, a draft of yours. Look through its dates and its text.")
    admin.message_user(request, sentence % {"title": before.title}, messages.SUCCESS)
    return HttpResponseRedirect(admin.url_of("change", notice.pk))


def _refusal(admin: ModelAdmin, before: Notice, refused: ValidationError) -> str:
    """Return why not, with a link to the notice that is already in that place, if there is one."""
    sentence, last = " ".join(refused.messages), next_in_chain.last_word(next_in_chain.whole_chain(before))
    if last is None or last.pk == before.pk:
        return sentence
    return format_html('{} <a href="{}">{}</a>', sentence, admin.url_of("change", last.pk), _("Open it"))


def join(admin: ModelAdmin, request: HttpRequest, notice: Notice) -> HttpResponse:
    """Put a draft behind a public notice."""
    widget = KnownKeySelect(admin.model._meta.get_field("follows"), admin.admin_site)
    typed = request.POST if request.method == "POST" else None
    form = JoiningForm(notice, admin.get_queryset(request), widget, typed)
    if typed is not None and form.is_valid() and _joins(admin, request, notice, form):
        return HttpResponseRedirect(admin.url_of("change", notice.pk))
    return admin.page(
        request,
        "admin/notices/notice/chain.html",
        status=422 if form.errors else 200,
        title=_("Put behind another notice"),
        item=notice,
        form=form,
        media=admin.media + form.media,
    )


def _joins(admin: ModelAdmin, request: HttpRequest, notice: Notice, form: JoiningForm) -> bool:
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
    admin.message_user(request, sentence, messages.SUCCESS)
    return True


def leave(admin: ModelAdmin, request: HttpRequest, notice: Notice) -> HttpResponse:
    """Take a draft off its chain again."""
    if notice.follows_id:
        words = {"title": notice.follows.title}
        chains.leave(notice)
        notice.note(Noted.SAVE, request.user, _("taken off the chain behind “%(title)s”") % words)
        admin.message_user(request, _("It stands by itself again."), messages.SUCCESS)
    return HttpResponseRedirect(admin.url_of("change", notice.pk))
