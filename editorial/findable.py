"""How items are found: by what they say to the world."""

from declarations.findable import Findable, Offer, lines

from .public_item import PublicItem


class FindableItems(Findable):
    """The items of one kind of content. A subclass names it, and is `findable`."""

    def rows(self):
        return self.model.objects.approved().for_search()

    def offer(self, item):
        public = PublicItem.of(item)
        return Offer(
            item.pk,
            public.headline,
            lines(*public.words),
            public.path,
            public.published,
            places=tuple(public.places),
            authority=public.authority.pk if public.authority else None,
        )
