"""What readers can find of this room: notices, including those that hold no longer."""

from django.utils.translation import gettext_lazy as _

from declarations.findable import Findable, Offer, findable, lines
from editorial.preflight.passage import plain_text

from .models import Kind, Notice
from .period import FOREVER


@findable
class FindableNotices(Findable):
    model = Notice
    kinds = {"notice": _("notices")}

    def rows(self):
        return (
            Notice.objects.approved()
            .select_related("authority", "kind")
            .prefetch_related("places", "facts", "attachments")
            .defer("body_html")
        )

    def told_by(self):
        return {Kind: (["name"], lambda kind: kind.notices.values_list("pk", flat=True))}

    def offer(self, notice):
        return Offer(
            notice.pk,
            notice.title,
            lines(*_words(notice)),
            notice.get_absolute_url(),
            notice.publish_at,
            places=tuple(notice.places.all()),
            authority=notice.authority_id,
            has_period=True,
            begins=notice.begins,
            over=notice.over_in_truth if notice.over_in_truth < FOREVER else None,
            repealed=notice.taken_over_at if notice.is_repealed else None,
        )


def _words(notice):
    yield from (notice.document_number, notice.index_number, notice.kind.name)
    yield from (notice.who, notice.when, notice.where, notice.what_to_do)
    yield from (notice.authority.name, notice.authority.short_name)
    yield from (place.name for place in notice.places.all())
    yield plain_text(notice.body)
    for fact in notice.facts.all():
        yield from (fact.label, fact.value)
    yield from (notice.comments_how, notice.chain_note, notice.hotline_note)
    yield from (str(attachment) for attachment in notice.attachments.all())
