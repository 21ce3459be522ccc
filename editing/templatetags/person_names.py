from django import template

from ..person_names import name_of

register = template.Library()
register.filter("person_name", name_of)
