"""What a sheet may name: the kinds of notices, and the authorities, hotlines and places of the directory.

Each table is read once for all rows.
"""

import re
from collections import defaultdict
from difflib import get_close_matches
from itertools import chain

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from directory.models import Authority, Hotline, Place

from ..models import Kind
from ..models.level import Level
from .typed import plain

BETWEEN_PLACES = re.compile(r"[、，,;；\n]")
WITHIN_A_TRAIL = re.compile(r"[›>＞»/／]")
WHOLE_CITY = "全市"


class Known:
    """Each method returns what a text names.

    It raises ValidationError with a sentence that says what the text could mean.
    """

    def __init__(self):
        self._kinds = {plain(kind.name): kind for kind in Kind.objects.defer("body")}
        self._levels = {str(label): value for value, label in Level.choices}
        self._authorities, self._hotlines, self._places = defaultdict(list), defaultdict(list), defaultdict(list)
        for authority in Authority.objects.all():
            for name in {plain(authority.name), plain(authority.short_name)} - {""}:
                self._authorities[name].append(authority)
        for hotline in Hotline.objects.select_related("authority"):
            self._hotlines[_digits(hotline.number)].append(hotline)
        tree = Place.objects.in_bulk()
        for place in tree.values():
            place.parent = tree.get(place.parent_id)
            self._places[plain(place.name)].append(place)

    def kind(self, text):
        if kind := self._kinds.get(plain(text)):
            return kind
        raise ValidationError(_("There is no such kind. There are: %s.") % "、".join(self._kinds))

    def level(self, text):
        if level := self._levels.get(plain(text)):
            return level
        raise ValidationError(_("There is no such level. There are: %s.") % "、".join(self._levels))

    def authority(self, text):
        found = self._authorities.get(plain(text), [])
        if len(found) == 1:
            return found[0]
        if found:
            names = "、".join(authority.name for authority in found)
            raise ValidationError(_("Several are called so: %s. Write the full name.") % names)
        raise ValidationError(_("The directory has no such authority.") + _perhaps(plain(text), self._authorities))

    def hotline(self, text, authority):
        """Return the hotline with the number `text`: that of `authority`, or else the only one with this number."""
        found = self._hotlines.get(_digits(text), [])
        own = [hotline for hotline in found if hotline.authority == authority]
        if len(own or found) == 1:
            return (own or found)[0]
        if found:
            names = "、".join(hotline.holder for hotline in found)
            raise ValidationError(
                _("Several authorities have this number: %s. Leave it empty and choose it later.") % names
            )
        sentence = _("The directory has no such number.")
        known = chain.from_iterable(self._hotlines.values())
        if numbers := [hotline.number for hotline in known if hotline.authority == authority]:
            sentence += _("This authority has: %s.") % "、".join(numbers)
        raise ValidationError(sentence)

    def places(self, text):
        """Return the places that `text` names. An empty list means the whole city."""
        names = [name for name in BETWEEN_PLACES.split(text) if name.strip()]
        if any(plain(name) == WHOLE_CITY for name in names):
            return []
        return [self._place(name) for name in names]

    def _place(self, text):
        *above, name = (plain(part) for part in WITHIN_A_TRAIL.split(text))
        found = [place for place in self._places.get(name, []) if _lies_in(place, above)]
        if len(found) == 1:
            return found[0]
        if found:
            trails = "；".join(place.trail for place in found)
            raise ValidationError(_("“%(name)s” could be: %(trails)s.") % {"name": text.strip(), "trails": trails})
        raise ValidationError(
            _("The directory has no place “%s”.") % text.strip() + _perhaps(name, self._places if not above else {})
        )


def _digits(text):
    return "".join(filter(str.isdigit, plain(text)))


def _lies_in(place, names):
    """Whether `names`, from the wide to the narrow, are all among the places that `place` lies in."""
    trail = iter(plain(name) for name in place.trail.split(" › ")[:-1])
    return all(name in trail for name in names)


def _perhaps(name, names):
    near = get_close_matches(name, names, n=3)
    return _(" Perhaps: %s.") % "、".join(near) if near else ""
