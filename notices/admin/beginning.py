"""A new notice, with as little typing as possible: it begins with its kind (`?kind=`) or another notice (`?like=`)."""

from typing import Any

from django.contrib.admin import ModelAdmin
from django.core.validators import slug_re
from django.http import HttpRequest

from directory.models import Authority
from text.numbers import number_in

from .. import beginnings
from ..models import Kind, Notice


def begun_from(admin: ModelAdmin, request: HttpRequest) -> tuple[Kind | None, Notice | None]:
    """Return what the address names to begin with, each None where it names none.

    It is read once a request.
    """
    if not hasattr(request, "begun_from"):
        model = None
        if "like" in request.GET:
            seen = admin.get_queryset(request).select_related("kind")
            model = seen.filter(pk=number_in(request.GET["like"])).first()
        named = request.GET.get("kind", "")
        kind = Kind.objects.filter(slug=named).first() if slug_re.match(named) else None
        request.begun_from = model.kind if model else kind, model
    return request.begun_from


def first_values(admin: ModelAdmin, request: HttpRequest) -> dict[str, Any]:
    """Return what the fields of a new notice begin with."""
    kind, model = begun_from(admin, request)
    if model:
        return beginnings.like(model)
    return {**(beginnings.of_kind(kind) if kind else {}), "authority": _authority(request)}


def first_facts(admin: ModelAdmin, request: HttpRequest) -> list[dict[str, Any]]:
    """Return the facts that a new notice begins with."""
    _kind, model = begun_from(admin, request)
    return beginnings.facts_like(model) if model else []


def beginnings_panel(admin: ModelAdmin, request: HttpRequest, notice: Notice | None) -> dict[str, Any] | None:
    """Return what a new notice may begin with, and what it has begun with."""
    if notice:
        return None
    kind, model = begun_from(admin, request)
    asked = request.GET.get("kind") or request.GET.get("like")
    seen = admin.get_queryset(request)
    return {
        "kinds": Kind.objects.all(),
        "kind": kind,
        "model": model,
        "alike": beginnings.last_alike(seen, kind, _authority(request)) if kind else [],
        "is_unknown": bool(asked) and kind is None,
    }


def _authority(request: HttpRequest) -> int | None:
    """The key of the authority that the address names, or None."""
    key = number_in(request.GET.get("authority", ""))
    return key if key >= 0 and Authority.objects.filter(pk=key).exists() else None
