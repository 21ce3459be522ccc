"""A new notice, with as little typing as possible: it begins with its kind (`?kind=`) or another notice (`?like=`)."""

from django.core.validators import slug_re

from text.numbers import number_in

from .. import beginnings
from ..models import Fact, Kind


class Beginning:
    """Mixed into NoticeAdmin.

    `comments_fieldset` is the name of the fieldset that is open where the kind takes comments.
    """

    comments_fieldset = None

    def get_changeform_initial_data(self, request):
        kind, model = self._begun_from(request)
        if model:
            return beginnings.like(model)
        return {**(beginnings.of_kind(kind) if kind else {}), "authority": self._authority(request)}

    def get_formset_kwargs(self, request, obj, inline, prefix):
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        if request.method == "GET" and not obj.pk and inline.model is Fact:
            _kind, model = self._begun_from(request)
            kwargs["initial"] = beginnings.facts_like(model) if model else []
        return kwargs

    def _create_formsets(self, request, obj, change):
        formsets, inlines = super()._create_formsets(request, obj, change)
        for formset in formsets:
            formset.extra = max(formset.extra, len(formset.initial_extra or []))
        return formsets, inlines

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        kind = obj.kind if obj else self._begun_from(request)[0]
        if kind is None or not kind.takes_comments:
            return fieldsets
        opened = self.comments_fieldset
        return [(name, {**rest, "classes": []} if name == opened else rest) for name, rest in fieldsets]

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if add:
            kind, model = self._begun_from(request)
            asked = request.GET.get("kind") or request.GET.get("like")
            seen = self.get_queryset(request)
            context["beginnings"] = {
                "kinds": Kind.objects.all(),
                "kind": kind,
                "model": model,
                "alike": beginnings.last_alike(seen, kind, self._authority(request)) if kind else [],
                "is_unknown": bool(asked) and kind is None,
            }
        return super().render_change_form(request, context, add, change, form_url, obj)

    def _begun_from(self, request):
        """Return (Kind, Notice): what the address names to begin with, each None where it names none.

        It is read once a request.
        """
        if not hasattr(request, "begun_from"):
            model = None
            if "like" in request.GET:
                seen = self.get_queryset(request).select_related("kind")
                model = seen.filter(pk=number_in(request.GET["like"])).first()
            named = request.GET.get("kind", "")
            kind = Kind.objects.filter(slug=named).first() if slug_re.match(named) else None
            kind = model.kind if model else kind
            request.begun_from = kind, model
        return request.begun_from

    def _authority(self, request):
        """The key of the authority that the address names, or None."""
        authorities = self.model._meta.get_field("authority").related_model.objects
        key = number_in(request.GET.get("authority", ""))
        return key if key >= 0 and authorities.filter(pk=key).exists() else None
