from django import template

from ..models import Mourning

register = template.Library()


@register.inclusion_tag("admin/mourning/_grey_now.html", takes_context=True)
def grey_now(context):
    """Say at the desk that readers see grey pages, which of them, and until when."""
    may = context["request"].user.has_perm("mourning.change_mourning")
    return {"in_force": Mourning.objects.in_force().order_by("ends_at"), "may_change": may}
