"""What the desk's templates ask of the record."""

from django import template
from django.utils.translation import gettext as _

from .. import rules
from ..rules import Action

register = template.Library()


@register.filter
def told(entry):
    """Return what was done, in words. A pass names its level."""
    if entry.action == Action.PASS:
        return _("passed the %(review)s") % {"review": rules.review_name(entry.level)}
    return entry.get_action_display()
