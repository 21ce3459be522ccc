"""The buttons of what can be done at the desk."""

from django import template

from ..desk_actions import ABOVE_LIST, TOOLS, buttons_of

register = template.Library()


@register.inclusion_tag("admin/editing/_buttons.html", takes_context=True)
def desk_buttons(context, model_admin, place, subject=None):
    """Show the buttons that stand at `place` for `subject`, or for a whole list, to whoever may press them."""
    buttons = list(buttons_of(model_admin, context["request"], place, subject))
    return {**context.flatten(), "buttons": buttons, "in_list": place in {TOOLS, ABOVE_LIST}}
