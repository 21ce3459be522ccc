"""Period and place: whether the period is over already, or another notice tells the same people the same."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from editorial.preflight import CheckOfKind

from ..models import Notice
from ..overlaps import already_covering, named


class AlreadyCovered(CheckOfKind):
    """重复发布: the same kind, the same place, the same time."""

    model, code, name = Notice, "already-covered", _("place and time covered already")

    def findings_of(self, notice, manuscript):
        if others := named(already_covering(notice, notice.places.all())):
            sentence = _("Another notice of this kind covers a place and a time of this one: %s.")
            yield self.found(sentence % others, "places", others)


class OverBeforePublic(CheckOfKind):
    """过期: the period is over before readers are told of it."""

    model, code, name = Notice, "over-before-public", _("over before it is public")

    def findings_of(self, notice, manuscript):
        if notice.over_by_itself <= _public_from(notice):
            yield self.found(
                _("By the time that it is public, its period is over. Check until when it holds."), "effective_until"
            )


def _public_from(notice):
    now = timezone.now()
    return notice.publish_at if notice.is_approved else max(notice.publish_at or now, now)
