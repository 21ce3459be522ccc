"""What readers find of this room: places, authorities, and the telephones that answer."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from declarations.findable import Findable, Offer, findable, lines

from .models import Authority, Hotline, Place


@findable
class FindableHotlines(Findable):
    model = Hotline
    kinds = {"hotline": _("hotlines")}
    stands = True

    def rows(self):
        return Hotline.objects.of_authorities()

    def offer(self, hotline):
        authority = hotline.authority
        return Offer(
            hotline.pk,
            f"{authority} {hotline.purpose}",
            lines(hotline.number, hotline.hours, authority.name),
            f"{reverse('directory:hotlines')}#{authority.slug}",
            authority=authority.pk,
        )

    def touched(self):
        return {Authority: lambda authority: authority.hotlines.values_list("pk", flat=True)}


@findable
class FindablePlaces(Findable):
    model = Place
    kinds = {"place": _("places")}
    stands = True
    names_others_by = ("name", "path")

    def rows(self):
        return Place.objects.with_parents()

    def offer(self, place):
        above = place.ancestors
        words = lines(*(one.name for one in above))
        return Offer(place.pk, place.name, words, place.get_absolute_url(), places=(*above, place))


@findable
class FindableAuthorities(Findable):
    model = Authority
    kinds = {"authority": _("authorities")}
    stands = True
    names_others_by = ("name", "short_name")

    def rows(self):
        return Authority.objects.select_related("place")

    def offer(self, authority):
        return Offer(
            authority.pk,
            authority.name,
            lines(authority.short_name, authority.address),
            authority.get_absolute_url(),
            places=(authority.place,) if authority.place else (),
            authority=authority.pk,
        )
