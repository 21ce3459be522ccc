"""What readers find of this room: published answers, and the desks at which they can ask."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from declarations.findable import Findable, Offer, findable, lines
from editorial.preflight.passage import plain_text

from .models import Answer, Desk


@findable
class FindableAnswers(Findable):
    model = Answer
    kinds = {"answer": pgettext_lazy("found", "answers")}

    def rows(self):
        return (
            Answer.objects.approved()
            .select_related("authority")
            .prefetch_related("places", "photos", "updates")
            .defer("body_html")
        )

    def offer(self, answer):
        authority = answer.authority
        names = [
            *(place.name for place in answer.places.all()),
            *([authority.name, authority.short_name] if authority else []),
        ]
        captions = [answer.lead_caption, *(photo.caption for photo in answer.photos.all())]
        updates = [update.text for update in answer.updates.all()]
        return Offer(
            answer.pk,
            answer.title,
            lines(answer.question, *names, plain_text(answer.body), *updates, *captions),
            answer.get_absolute_url(),
            answer.publish_at,
            places=tuple(answer.places.all()),
            authority=answer.authority_id,
        )


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
