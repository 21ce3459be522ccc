"""Drafts from manuscripts that were written in Word: choose files, and each becomes a draft of one's own."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.html import format_html, format_html_join
from django.utils.http import urlencode
from django.utils.translation import gettext as _, ngettext

from storage.write_faults import StorageFault

from ..manuscripts.drafting import Made, MadeAlready, make
from ..manuscripts.forms import ManuscriptsForm
from ..models import Article

TOLD, MOST_TOLD = "manuscripts", 30  # the key in a session, and how many drafts it has there


def make_drafts(admin: ModelAdmin, request: HttpRequest, subject: None) -> HttpResponse:
    """Make a draft of each file. What cannot be made is told, and takes nothing from the others."""
    initial = {"column": _last_column(request.user)}
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = ManuscriptsForm(*sent, initial=initial)
    made: list[Made] = []
    if form.is_valid():
        for file in form.cleaned_data["files"]:
            _make_one(admin, request, form, file, made)
    if form.is_bound and not form.errors and not made:  # all of them were made a moment ago
        return HttpResponseRedirect(admin.url_of("changelist"))
    if not made:
        context = {"title": _("New from Word files"), "form": form}
        status = 422 if form.is_bound else 200
        return admin.page(request, "admin/articles/article/from_word.html", status=status, **context)
    for sentence in form.errors.get("files", ()):
        messages.error(request, sentence)
    return _to_drafts(admin, request, made)


def _make_one(admin: ModelAdmin, request: HttpRequest, form: ManuscriptsForm, file: Any, made: list[Made]) -> None:
    try:
        made.append(make(file, form.cleaned_data["column"], request.user))
    except MadeAlready as before:
        messages.warning(request, _made_already(admin, file.name, before.article))
    except (ValidationError, StorageFault) as refused:
        sentence = _("“%(name)s” was not made: %(why)s")
        why = refused.sentence if isinstance(refused, StorageFault) else " ".join(refused.messages)
        form.add_error("files", sentence % {"name": file.name, "why": why})


def _made_already(admin: ModelAdmin, name: str, article: Article | None) -> str:
    if article is None:
        return _("“%s” is being made right now. It will be among your drafts.") % name
    sentence = _("“{name}” was made a few minutes ago and is not made twice: {draft}")
    return format_html(sentence, name=name, draft=_link(admin, article))


def _to_drafts(admin: ModelAdmin, request: HttpRequest, made: list[Made]) -> HttpResponse:
    """Go to the draft, or to the list of those just made, and keep there what is told of each."""
    _keep(request, made)
    if len(made) == 1:
        told = (
            _("This is the draft. What is not as in the file stands below.")
            if made[0].told
            else _("This is the draft.")
        )
        messages.success(request, told)
        return HttpResponseRedirect(admin.url_of("change", made[0].article.pk))
    sentence = ngettext("%d draft was made.", "%d drafts were made.", len(made)) % len(made)
    messages.success(request, sentence)
    for one in made:
        if one.told:
            told = format_html_join("", "<li>{}</li>", ((sentence,) for sentence in one.told))
            messages.warning(request, format_html("{}<ul>{}</ul>", _link(admin, one.article), told))
    keys = [one.article.pk for one in made]
    span = urlencode({"desk": "drafts", "id__gte": min(keys), "id__lte": max(keys)})
    return HttpResponseRedirect(f"{admin.url_of('changelist')}?{span}")


def _link(admin: ModelAdmin, article: Article) -> str:
    return format_html('<a href="{}">{}</a>', admin.url_of("change", article.pk), article)


def _last_column(user: Any) -> int | None:
    """The column of what the user wrote last."""
    return Article.objects.filter(author=user).order_by("-pk").values_list("column", flat=True).first()


def _keep(request: HttpRequest, made: Iterable[Made]) -> None:
    """Keep in the session what is told of each draft, for as long as it is not saved."""
    told = {**request.session.get(TOLD, {}), **{str(one.article.pk): one.told for one in made}}
    request.session[TOLD] = dict(list(told.items())[-MOST_TOLD:])


def told_panel(admin: ModelAdmin, request: HttpRequest, article: Article | None) -> dict[str, Any] | None:
    """What stands above the form: how to begin with Word files, or what a draft lacks that was just made of one."""
    if article is None:
        return {"url": admin.url_of("from_word")} if not request.POST else None
    told = request.session.get(TOLD, {}).get(str(article.pk))
    return {"told": told} if told and article.version == 1 and not article.proposal else None
