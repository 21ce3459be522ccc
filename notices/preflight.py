"""Checks of notices alone, before people pass them."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from documents.findings import finding_words
from editorial.preflight import BLOCKS, CheckOfKind

from .document_numbers import is_regular
from .models import Notice
from .next_in_chain import CLOSING
from .overlaps import already_covering, named, same_number
from .period import last_moment

GAP = "××"  # as it is in the words with which notices of a kind begin


class ChainBroken(CheckOfKind):
    """前一份已撤稿: since it was put behind the one before, that one was withdrawn, or another one followed it."""

    model, code, level, name = Notice, "chain-broken", BLOCKS, _("broken chain")

    def findings_of(self, notice, manuscript):
        if notice.is_approved or notice.follows_id is None:
            return
        before, words = notice.follows, {"title": notice.follows.title}
        if not before.is_live:
            sentence = _("“%(title)s”, which this follows, is not public any more. Take this off the chain.")
            yield self.found(sentence % words, met=f"gone {before.pk}")
        elif before.followers.exclude(pk=notice.pk).not_withdrawn().exists():
            sentence = _("“%(title)s”, which this follows, is followed by another notice already.")
            yield self.found(sentence % words, met=f"followed {before.pk}")


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


class DocumentNumberTwice(CheckOfKind):
    """文号重复: the same authority has issued something under this number already."""

    model, code, name = Notice, "document-number-twice", _("document number given twice")

    def findings_of(self, notice, manuscript):
        if other := same_number(notice).first():
            sentence = _("The same authority has the document number %(number)s already: “%(title)s” (%(index)s).")
            words = {"number": notice.document_number, "title": other.title, "index": other.index_number}
            yield self.found(sentence % words, "document_number", notice.document_number)


class DocumentNumberForm(CheckOfKind):
    """文号格式: 青水〔2026〕15号, as GB/T 9704—2012 has it."""

    model, code, name = Notice, "document-number-form", _("form of the document number")

    def findings_of(self, notice, manuscript):
        if notice.document_number and not is_regular(notice.document_number):
            sentence = _("The document number %s is not of the usual form, such as 青水〔2026〕15号. Compare it.")
            yield self.found(sentence % notice.document_number, "document_number", notice.document_number)


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


class AttachmentUnconfirmed(CheckOfKind):
    """附件待确认: hidden rows, comments, pages without text and the like, which nobody has looked at yet."""

    model, code, level, name = Notice, "attachment-unconfirmed", BLOCKS, _("attachments to be confirmed")

    def findings_of(self, notice, manuscript):
        for attachment in manuscript.rows_of("attachments"):
            document = attachment.document
            if not document.is_fit:
                words = {"name": document.file_name, "findings": "；".join(map(finding_words, document.findings))}
                sentence = _("Look at the attachment “%(name)s” and confirm on its page what was found: %(findings)s.")
                yield self.found(sentence % words, "attachments", str(document.pk))
