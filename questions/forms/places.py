"""Choosing a place from a plain list, which works on any telephone. It shows as much of the city's tree as fits."""

from itertools import accumulate, groupby

from django import forms
from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from directory.models import Place

MOST = 400  # options: if there are more, the narrowest kinds of places are left out


class PlaceField(forms.ModelChoiceField):
    """A place within the one that `offer` was given. For the whole city the places are grouped by district."""

    def __init__(self, queryset=None, **options):
        # Which places there are to choose from is said by `offer` alone.
        super().__init__(Place.objects.none(), **{"empty_label": _("Not chosen"), **options})

    def offer(self, whole):
        """Offer the places within the place `whole`, or all places of the city if it is None."""
        self.queryset = Place.objects.within(whole) if whole else Place.objects.all()
        offered = self.queryset.filter(kind__lte=self._narrowest()).order_by("path").with_parents()
        places = sorted(offered, key=lambda place: place.path_ids)
        self.is_a_choice = len(places) > 1
        options = [(place.pk, _trail(place, whole)) for place in places]
        self.choices = [("", self.empty_label), *(options if whole else _by_district(places, options))]

    def _narrowest(self):
        """The narrowest kind of place with which the list has at most MOST options."""
        numbers = dict(self.queryset.order_by().values_list("kind").annotate(Count("pk")))
        sums = accumulate(numbers.get(kind, 0) for kind in Place.Kind)
        return max((kind for kind, total in zip(Place.Kind, sums, strict=True) if total <= MOST), default=1)


def _by_district(places, options):
    names = {place.pk: place.name for place in places}
    groups = groupby(zip(places, options, strict=True), key=lambda pair: pair[0].path_ids[0])
    return [(names[district], [option for _place, option in pairs]) for district, pairs in groups]


def _trail(place, whole):
    """Return the name of `place`, after the name of the place that it lies in.

    The outer name is only given where that place is narrower than `whole`, or than a district if `whole` is None.
    More than one would not fit on a telephone, and in the list all places follow the one they lie in.
    """
    at = place.parent
    is_told = at and at.kind > (whole.kind if whole else Place.Kind.DISTRICT)
    return f"{at.name} › {place.name}" if is_told else place.name
