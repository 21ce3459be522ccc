"""Addresses for Chinese names: their pinyin, or n where there is none, and a number where that is taken."""

from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _, pgettext_lazy
from pypinyin import lazy_pinyin


class PinyinSlugField(models.SlugField):
    """The unique end of a page's address. Left empty, it is made from the pinyin of the field `made_from`."""

    def __init__(self, verbose_name=None, *, made_from="name", **options):
        self.made_from = made_from
        defaults = {
            "max_length": 60,
            "unique": True,
            "blank": True,
            "help_text": _("The end of the page's address. Left empty, it is made from the pinyin of the name."),
        }
        super().__init__(verbose_name or pgettext_lazy("web", "address"), **{**defaults, **options})

    def deconstruct(self):
        name, path, args, options = super().deconstruct()
        return name, path, args, {**options, "made_from": self.made_from}

    def pre_save(self, instance, add):
        if not getattr(instance, self.attname):
            others = type(instance)._default_manager.exclude(pk=instance.pk)
            setattr(instance, self.attname, unique_slug(getattr(instance, self.made_from), others))
        return super().pre_save(instance, add)


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
