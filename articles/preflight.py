"""Checks of articles alone, before people pass them."""

from django.utils.translation import gettext_lazy as _

from editorial.preflight import BLOCKS, CheckOfKind

from .models import Article


class BylineOrSource(CheckOfKind):
    """署名或来源: readers are told who says so."""

    model, code, level, name = Article, "byline-or-source", BLOCKS, _("byline or source")

    def findings_of(self, article, manuscript):
        if not article.source and not manuscript.rows_of("bylines"):
            yield self.found(_("It has neither a byline nor a source."), "bylines")
