"""前后关系: whether a notice can still follow the one that it was put behind."""

from django.utils.translation import gettext_lazy as _

from editorial.preflight import BLOCKS, CheckOfKind

from ..models import Notice


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
