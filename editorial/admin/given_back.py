"""Gives back what was typed into the form of an item that could not be saved at all, so that it can be copied."""

from django.db.models import CharField, TextField
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from .. import snapshots
from ..forms import CorrectionForm


def not_saved(model_admin, request, subject):
    """Return a page with what was typed.

    Its status is 403 where the item has left the writer's hands meanwhile, and 404 where there is no item (`subject` is
    None).
    """
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Not saved"),
        "opts": model_admin.opts,
        "item": subject.home if subject else None,
        "subject": subject,
        "typed": _texts_in(request.POST, model_admin.model),
    }
    return TemplateResponse(request, "admin/editorial/not_saved.html", context, status=403 if subject else 404)


def _texts_in(posted, model):
    """Return (name of the field, text) for all that was written: into the item, into its rows, and to its readers."""
    names = _texts_of(model)
    words = [(names[name], text) for name, text in posted.items() if name in names and text.strip()]
    for part in model.parts:
        names = _texts_of(snapshots.relation_of(model, part).related_model)
        for key, text in posted.items():
            prefix, _dash, rest = key.partition("-")
            number, _dash, name = rest.partition("-")
            if prefix == part and number.isdecimal() and name in names and text.strip():
                words.append((names[name], text))
    readers = CorrectionForm(posted)["correction"]
    if text := readers.data:
        words.append((readers.label, text))
    return words


def _texts_of(model):
    fields = [field for field in model._meta.concrete_fields if field.editable and not field.choices]
    return {field.name: field.verbose_name for field in fields if isinstance(field, (CharField, TextField))}
