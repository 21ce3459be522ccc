"""与您有关: whether readers learn what they have to do, whom to ask, how to object."""

from django.utils.translation import gettext_lazy as _

from editorial.preflight import BLOCKS, CheckOfKind

from ..models import Notice
from ..next_in_chain import CLOSING
from ..period import last_moment

GAP = "××"  # as it is in the words with which notices of a kind begin


class GapsLeft(CheckOfKind):
    """未填空: the words with which notices of a kind begin have gaps. One of them was not filled in."""

    model, code, level, name = Notice, "gaps-left", BLOCKS, _("gaps left to fill in")

    def findings_of(self, notice, manuscript):
        for passage in manuscript.passages:
            if GAP in passage.plain:
                sentence = _("%(field)s: there is still a gap ×× to be filled in.")
                yield self.found_in(passage, sentence, f"{passage.field} {GAP}")


class NoBox(CheckOfKind):
    """没有“与您有关”: neither who is concerned nor what to do."""

    model, code, name = Notice, "no-box", _("nothing on what it means for readers")

    def findings_of(self, notice, manuscript):
        if not (notice.who or notice.what_to_do):
            yield self.found(_("Say whom it concerns, or what to do: the box for readers is empty."), "who")


class UrgentWithoutHotline(CheckOfKind):
    """紧急无电话: an urgent notice is shown on every page, so it should say whom to call."""

    model, code, name = Notice, "urgent-without-hotline", _("urgent, without a hotline")

    def findings_of(self, notice, manuscript):
        if notice.level == Notice.Level.URGENT and not notice.hotline_id:
            yield self.found(_("It is urgent and names no hotline: whom can readers ask?"), "hotline")


class CommentsUnclear(CheckOfKind):
    """意见期不全: people may object or comment, but are not told until when, or how, or they find another end."""

    model, code, name = Notice, "comments-unclear", _("period or way for comments missing")

    def findings_of(self, notice, manuscript):
        if not notice.kind.takes_comments or notice.relation in CLOSING:
            return
        if not (notice.comments_from and notice.comments_until):
            yield self.found(
                _("Notices of this kind take comments: say from when until when."), "comments_until", "period"
            )
        if notice.comments_until and notice.over_by_itself < last_moment(notice.comments_until):
            yield self.found(
                _("It ends before the last day for comments does: readers would find it over."),
                "effective_until",
                "over before comments",
            )
        elif notice.comments_until and notice.is_open_ended:
            yield self.found(
                _("It takes comments until a certain day and has no end: no calendar shows the deadline."),
                "effective_until",
                "no end",
            )
        if not (notice.comments_how or notice.desk_id):
            yield self.found(_("Notices of this kind take comments: say to whom, and how."), "comments_how", "how")
