"""Notices as Atom feeds: the newest of all, those of one kind, and the urgent ones as alerts.

An entry keeps its name as long as the notice has its address; it counts as updated when readers are
told something else: a correction, or another notice that takes its place.
"""

from django.conf import settings
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from editorial.atom import MOST_ENTRIES, Entry, atom, public_address
from editorial.corrections import with_last_correction
from editorial.freshness import changes_at

from .cap import MOST, Messages
from .models import Kind, Notice
from .words import period_words

PASSING = {Notice.Status.UPCOMING, Notice.Status.IN_FORCE}


@require_safe
def feed(request):
    return atom(
        reverse("notices:feed"),
        reverse("notices:list"),
        _("%(newspaper)s: public notices") % {"newspaper": settings.NEWSPAPER["name"]},
        _("What authorities make known: where, from when until when."),
        entries(request, Notice.objects.all()),
    )


@require_safe
def kind_feed(request, slug):
    kind = get_object_or_404(Kind, slug=slug)
    return atom(
        reverse("notices:kind_feed", args=[slug]),
        f"{reverse('notices:list')}?kind={slug}",
        _("%(newspaper)s: public notices, %(kind)s") % {"newspaper": settings.NEWSPAPER["name"], "kind": kind},
        _("What authorities make known: where, from when until when."),
        entries(request, kind.notices.all()),
    )


@require_safe
def cap_feed(request):
    """What programs that warn people ask again and again: the alerts to be heard now, each by its address."""
    listed = Notice.objects.select_related("kind", "authority").defer("body", "body_html")
    messages = Messages.of_today(listed).current()
    changes_at(request, Notice.objects.next_change(), *(message.silent_at for message in messages))
    return atom(
        reverse("notices:cap_feed"),
        reverse("notices:open_data"),
        _("%(newspaper)s: urgent notices (CAP 1.2)") % {"newspaper": settings.NEWSPAPER["name"]},
        _("What is urgent and to come, in force, or over for less than a day."),
        [_alert(message, timezone.now()) for message in messages],
        most=MOST,
    )


def entries(request, notices):
    """Return the newest public ones of `notices` as entries, and let the answer be kept while their status lasts."""
    now = timezone.now()
    found = list(with_last_correction(notices.published().listed().newest_first())[:MOST_ENTRIES])
    to_come = notices.scheduled().order_by("publish_at").values_list("publish_at", flat=True)[:1]
    changes_at(request, *to_come, *(notice.next_change(now) for notice in found))
    return [_entry(notice, now) for notice in found]


def _entry(notice, now):
    told_at = [notice.publish_at, notice.last_corrected_at, notice.taken_over_at]
    return Entry(
        notice.title,
        _summary(notice, now),
        public_address(notice.get_absolute_url()),
        notice.publish_at,
        max(moment for moment in told_at if moment and moment <= now),
        term=str(Notice._meta.verbose_name),
    )


def _alert(message, now):
    notice = message.notice
    return Entry(
        notice.title,
        notice.withdrawn_reason or _summary(notice, now),
        public_address(notice.get_absolute_url()),
        notice.publish_at,
        max(message.sent, notice.publish_at),  # `sent` is to the second
        term=notice.kind.name,
        alert=public_address(reverse("notices:cap", args=[notice.pk])),
    )


def _summary(notice, now):
    """What it says in a line, beginning with its status where that stays: a program shows what it fetched long ago."""
    status = notice.status_at(now)
    sentence = _("%(kind)s, %(authority)s. Period: %(period)s.") % {
        "kind": notice.kind,
        "authority": notice.authority,
        "period": period_words(notice),
    }
    over = "" if status in PASSING else _("%(status)s. ") % {"status": status.label}
    return f"{over}{sentence}{notice.who}"
