"""What readers find of this room: published answers, and the desks at which they can ask."""

from django.utils.translation import gettext_lazy as _, pgettext_lazy

from declarations.findable import Findable, Offer, findable, lines
from editorial.findable import FindableItems

from .models import Answer, Desk


@findable
class FindableAnswers(FindableItems):
    model = Answer
    kinds = {"answer": pgettext_lazy("found", "answers")}


@findable
class FindableDesks(Findable):
    """The desks. A desk for comments can be found as soon as its subject is public."""

    model = Desk
    kinds = {"desk": _("desks")}
    stands = True

    def rows(self):
        return Desk.objects.exclude(kind=Desk.Kind.COMMENTS, shown_from=None).select_related("place")

    def offer(self, desk):
        is_for_comments = desk.kind == Desk.Kind.COMMENTS  # its name is a number
        return Offer(
            desk.pk,
            f"{desk.get_kind_display()}：{desk.subject}" if is_for_comments else desk.name,
            lines(desk.name, desk.subject, desk.introduction),
            desk.get_absolute_url(),
            desk.shown_from if is_for_comments else None,
            places=(desk.place,) if desk.place else (),
        )
