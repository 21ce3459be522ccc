"""Addresses for Chinese names: pinyin, and a number where that is taken or says nothing."""

from django.utils.text import slugify
from pypinyin import lazy_pinyin


def unique_slug(name, queryset):
    """Return an ASCII slug for `name` that no row of `queryset` has: 桃花新村 becomes taohuaxincun.

    `queryset` is all rows of the model but the one being named. The caller's unique
    constraint still has the last word when two people choose at once.
    """
    field = queryset.model._meta.get_field("slug")
    base = slugify("".join(lazy_pinyin(name)))[: field.max_length - 6].strip("-") or "n"
    taken = set(queryset.filter(slug__startswith=base).values_list("slug", flat=True))
    candidates = (base if number == 1 else f"{base}-{number}" for number in range(1, len(taken) + 2))
    return next(slug for slug in candidates if slug not in taken)
