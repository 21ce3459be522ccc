"""Period and place: whether the period is over already, or another notice tells the same people the same."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from editorial.preflight import Check

from ..models import Notice
from ..overlaps import already_covering

MOST_NAMED = 3


class AlreadyCovered(Check):
    """重复发布: the same kind, the same place, the same time."""

    code, name = "already-covered", _("place and time covered already")

    def findings(self, manuscript):
        notice = manuscript.item
        if not isinstance(notice, Notice):
            return
        if others := already_covering(notice, notice.places.all())[:MOST_NAMED]:
            named = "、".join(
                _("“%(title)s” (%(index)s)") % {"title": other.title, "index": other.index_number} for other in others
            )
            sentence = _("Another notice of this kind covers a place and a time of this one: %s.")
            yield self.found(sentence % named, "places", named)


class OverBeforePublic(Check):
    """过期: the period is over before readers are told of it."""

    code, name = "over-before-public", _("over before it is public")

    def findings(self, manuscript):
        notice = manuscript.item
        if isinstance(notice, Notice) and notice.over_by_itself <= _public_from(notice):
            yield self.found(
                _("By the time that it is public, its period is over. Check until when it holds."), "effective_until"
            )


def _public_from(notice):
    now = timezone.now()
    return notice.publish_at if notice.is_approved else max(notice.publish_at or now, now)
