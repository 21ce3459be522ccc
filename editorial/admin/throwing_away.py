"""Throwing away a draft of one's own, and taking it back for some days."""

from datetime import timedelta

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.contrib.admin.models import DELETION, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import CharField, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Cast
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from text.numbers import number_in

from .. import snapshots
from ..bringing_back import bring_back
from ..models import Publishable

LASTS = timedelta(days=7)  # so long it can be taken back
THROWN_AWAY = "thrown away"  # by this word the admin's log knows it


def throw_away(admin: ModelAdmin, request: HttpRequest, item: Publishable) -> HttpResponse:
    """Say what goes, and delete it after that."""
    if request.method != "POST":
        goes = [(snapshots.label_of(type(item), part), getattr(item, part).count()) for part in item.parts]
        context = {"item": item, "goes": [(label, count) for label, count in goes if count], "days": LASTS.days}
        return admin.page(request, "admin/editorial/throw_away.html", title=_("Throw the draft away"), **context)
    item.keep_first_version()
    item.keep_version(request.user)  # rows may have changed since without a save of the item
    title = str(item)
    LogEntry.objects.log_actions(request.user.pk, [item], DELETION, THROWN_AWAY, single_object=True)
    admin.delete_model(request, item)
    sentence = _("“{}” is thrown away. <a href='{}'>Take it back</a>")
    admin.message_user(request, format_html(sentence, title, admin.url_of("thrown_away")), messages.SUCCESS)
    return HttpResponseRedirect(admin.url_of("changelist"))


def show_thrown_away(admin: ModelAdmin, request: HttpRequest, _list: None) -> HttpResponse:
    """List what the user has thrown away, and take one of these back."""
    thrown = thrown_away_by(request.user, admin.model)
    if request.method != "POST":
        context = {"thrown": thrown, "days": LASTS.days}
        return admin.page(request, "admin/editorial/thrown_away.html", title=_("Thrown away"), **context)
    pk = number_in(request.POST.get("item", ""))
    if str(pk) not in {entry.object_id for entry in thrown}:
        raise PermissionDenied
    try:
        back = bring_back(admin.model, pk, request.user)
    except ValidationError as error:
        admin.message_user(request, " ".join(error.messages), messages.ERROR)
        back = None
    if back is None:
        return HttpResponseRedirect(admin.url_of("thrown_away"))
    item, lost = back
    admin.log_addition(request, item, [{"added": {}}])
    admin.message_user(request, _("It is back, a draft of yours as before."), messages.SUCCESS)
    if lost:
        sentence = _("Something that it pointed to is gone by now, and was left out: %(names)s.")
        admin.message_user(request, sentence % {"names": "、".join(map(str, lost))}, messages.WARNING)
    return HttpResponseRedirect(admin.url_of("change", item.pk))


def has_thrown_away(admin: ModelAdmin, request: HttpRequest, _list: None) -> bool:
    return thrown_away_by(request.user, admin.model).exists()


def thrown_away_by(user, kind: type[Publishable]) -> QuerySet[LogEntry]:
    """Return the entries of the admin's log about what `user` threw away in the last days and has not taken back.

    What somebody else deleted after that is not theirs to take back.
    """
    later = LogEntry.objects.filter(content_type=OuterRef("content_type"), object_id=OuterRef("object_id"))
    there = kind._base_manager.annotate(key=Cast("pk", CharField())).values("key")
    return LogEntry.objects.filter(
        user=user,
        content_type=ContentType.objects.get_for_model(kind),
        action_flag=DELETION,
        change_message=THROWN_AWAY,
        action_time__gt=timezone.now() - LASTS,
    ).exclude(Exists(later.filter(pk__gt=OuterRef("pk"))) | Q(object_id__in=there))
