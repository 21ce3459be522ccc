"""Checks of articles alone, before people pass them."""

from django.utils.translation import gettext_lazy as _

from editorial.preflight import BLOCKS, Check

from .models import Article


class BylineOrSource(Check):
    """署名或来源: readers are told who says so."""

    code, level, name = "byline-or-source", BLOCKS, _("byline or source")

    def findings(self, manuscript):
        item = manuscript.item
        if isinstance(item, Article) and not item.source and not manuscript.rows_of("bylines"):
            yield self.found(_("It has neither a byline nor a source."), "bylines")
