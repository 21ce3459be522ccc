"""What the clerk is told right after saving: folded places, an end filled in, a number given twice, similar notices.

Nothing here stops a save. The warnings about other notices are pre-flight checks too.
"""

from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from ..overlaps import already_covering, same_number

MOST_NAMED = 3


def advice_on(admin, form):
    """Yield sentences about the notice that `form` has just saved."""
    notice = form.instance
    for place, wider in form.folded:
        sentence = _("%(place)s is left out: it lies in %(wider)s, which covers it.")
        yield sentence % {"place": place, "wider": wider}
    if form.ends_with_comments:
        sentence = _("“In force until” was left empty: it is the last day for comments now, %(day)s.")
        yield sentence % {"day": date_format(notice.effective_until, "Y年n月j日")}
    yield from _naming(admin, _("The same authority has this document number already:"), same_number(notice))
    covering = already_covering(notice, notice.places.all())
    yield from _naming(admin, _("Another notice of this kind covers a place and a time of this one:"), covering)


def _naming(admin, sentence, others):
    if others := others[:MOST_NAMED]:
        links = ((admin.url_of("change", one.pk), one.title, one.index_number) for one in others)
        yield format_html("{} {}", sentence, format_html_join("、", '<a href="{}">{}</a>（{}）', links))
