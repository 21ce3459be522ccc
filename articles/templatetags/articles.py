"""What the public templates ask of articles."""

from django import template
from django.utils.translation import gettext as _

from ..models.contributor import Role

register = template.Library()

# How a role is printed before a name. Under a picture 摄 is printed after the name instead.
PRINTED = {Role.REPORTER: "记者", Role.CORRESPONDENT: "通讯员", Role.PHOTOGRAPHER: "摄影", Role.EDITOR: "责任编辑"}


@register.filter
def by_role(bylines):
    """Return [(printed role, contributors)] in the order of the printed byline: 记者 甲 乙　通讯员 丙."""
    bylines = list(bylines)
    groups = [(PRINTED[role], [row.contributor for row in bylines if row.role == role]) for role in Role]
    return [group for group in groups if group[1]]


@register.filter
def season(article):
    """Return the season of a tip in words: 11月至次年2月, 6月, 全年. Return an empty string without a season."""
    first, last = article.season_from, article.season_to
    if not first:
        return ""
    if (first, last) == (1, 12):
        return _("all year")
    if first == last:
        return _("%(month)d月") % {"month": first}
    if first < last:
        return _("%(first)d月至%(last)d月") % {"first": first, "last": last}
    return _("%(first)d月至次年%(last)d月") % {"first": first, "last": last}
