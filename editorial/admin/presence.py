"""Tells whoever opens an item who else has it open. A presence that has faded is deleted.

Opening the page writes nothing; the script of the open page does, at every beat.
"""

from typing import Any

from django.contrib.admin import ModelAdmin
from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from editing.person_names import name_of

from .. import rules
from ..models import Presence, Publishable
from ..models.presence import LASTS


def note_presence(admin: ModelAdmin, request: HttpRequest, item: Publishable) -> HttpResponse:
    """Note that the asker has the item open, and tell who else has."""
    now = timezone.now()
    if rules.may_edit(request.user, item) or rules.may_propose(request.user, item):
        _presences_of(item).update_or_create(
            {"seen_at": now},
            content_type=ContentType.objects.get_for_model(item),
            object_id=item.pk,
            person=request.user,
        )
    _presences_of(item).faded().delete()
    others = others_present(request, item)
    return JsonResponse({"others": others, "sentence": _sentence(others, item)})


def presence(admin: ModelAdmin, request: HttpRequest, item: Publishable | None) -> dict[str, Any]:
    """Return what the change page needs: the address that its script asks, and the sentence as it is now."""
    if item is None:
        return {}
    sentence = _sentence(others_present(request, item), item)
    return {"presence_url": admin.url_of("presence", item.pk), "presence": sentence}


def others_present(request: HttpRequest, item: Publishable) -> list[str]:
    """Return the names of the others who have `item` open; those who came first are first."""
    present = _presences_of(item).filter(seen_at__gte=timezone.now() - LASTS).exclude(person=request.user)
    return [name_of(presence.person) for presence in present.select_related("person").order_by("pk")]


def _presences_of(item: Publishable) -> QuerySet:
    return Presence.objects.filter(content_type=ContentType.objects.get_for_model(item), object_id=item.pk)


def _sentence(names: list[str], item: Publishable) -> str:
    if not names:
        return ""
    return _("%(people)s also has this %(kind)s open.") % {"people": "、".join(names), "kind": item._meta.verbose_name}
