"""A telephone number that is chosen from the directory, or written in where it is not there yet."""

from django.utils.translation import gettext_lazy as _

from editing.written_in import WritableField
from text.telephones import EXTENDED, NEXT

NAME = _("whom one rings, or what for")


class HotlineField(WritableField):
    written = {"purpose": NAME, "number": None}

    def alike(self, hotline):
        return [one for one in self.queryset.all() if self.likeness(one) & self.likeness(hotline)]

    def likeness(self, hotline):
        """Return the digits of its numbers. Two that share a number are alike, however it is grouped."""
        numbers = (number.partition(EXTENDED) for number in hotline.number.split(NEXT))
        return frozenset("".join(filter(str.isdecimal, number)) + extension for number, _extended, extension in numbers)

    def described(self, hotline):
        return _("%(hotline)s (%(purpose)s)") % {"hotline": hotline, "purpose": hotline.purpose}
