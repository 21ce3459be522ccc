from django import template

register = template.Library()


@register.filter
def kind(item):
    """What readers call a thing of this kind: 文章."""
    return item._meta.verbose_name
