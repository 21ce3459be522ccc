"""Gives back what was typed into the form of an item that could not be saved at all, so that it can be copied."""

from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from ..typed_in import typed_in


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
        "typed": typed_in(request, model_admin),
    }
    return TemplateResponse(request, "admin/editorial/not_saved.html", context, status=403 if subject else 404)
