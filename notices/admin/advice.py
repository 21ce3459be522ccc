"""What the clerk is told right after saving: folded places, an end filled in, a number given twice, similar notices."""

from django.contrib import messages
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from ..overlaps import already_covering, same_number

MOST_NAMED = 3


class Advice:
    """Mixed into NoticeAdmin. Nothing here stops a save.

    The warnings about other notices are pre-flight checks too.
    """

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        notice = form.instance
        for place, wider in form.folded:
            sentence = _("%(place)s is left out: it lies in %(wider)s, which covers it.")
            self._remark(request, sentence % {"place": place, "wider": wider})
        if form.ends_with_comments:
            sentence = _("“In force until” was left empty: it is the last day for comments now, %(day)s.")
            self._remark(request, sentence % {"day": date_format(notice.effective_until, "Y年n月j日")})
        self._name(request, _("The same authority has this document number already:"), same_number(notice))
        covering = already_covering(notice, notice.places.all())
        self._name(request, _("Another notice of this kind covers a place and a time of this one:"), covering)

    def _name(self, request, sentence, others):
        if others := others[:MOST_NAMED]:
            links = ((self.url_of("change", one.pk), one.title, one.index_number) for one in others)
            named = format_html_join("、", '<a href="{}">{}</a>（{}）', links)
            self._remark(request, format_html("{} {}", sentence, named))

    def _remark(self, request, sentence):
        self.message_user(request, sentence, messages.WARNING)
