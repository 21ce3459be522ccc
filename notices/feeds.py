"""Notices as feeds: the newest of all, those of one kind, and the urgent ones as alerts. Alerts are Atom only.

An entry keeps its name as long as the notice has its address. It counts as updated when readers are told
something else: a correction, or another notice that takes its place.
"""

from functools import partial

from django.conf import settings
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from editorial.newest import newest
from syndication import Feed, FeedEntry, syndicated
from web.addresses import public_address
from web.freshness import changes_at

from .cap import MOST, Messages
from .models import Kind, Notice
from .period_words import period_words

PASSING = {Notice.Status.UPCOMING, Notice.Status.IN_FORCE}


@syndicated
def feed(request):
    return Feed(
        _("%(newspaper)s: public notices") % {"newspaper": settings.NEWSPAPER["name"]},
        _("What authorities make known: where, from when until when."),
        reverse("notices:list"),
        entries(request, Notice.objects.all()),
    )


@syndicated
def kind_feed(request, slug):
    kind = get_object_or_404(Kind, slug=slug)
    return Feed(
        _("%(newspaper)s: public notices, %(kind)s") % {"newspaper": settings.NEWSPAPER["name"], "kind": kind},
        _("What authorities make known: where, from when until when."),
        f"{reverse('notices:list')}?kind={slug}",
        entries(request, kind.notices.all()),
    )


@syndicated
def cap_feed(request):
    """The feed that warning programs fetch again and again: the alerts that are current, each by its address."""
    listed = Notice.objects.select_related("kind", "authority").defer("body", "body_html")
    messages = Messages.of_today(listed).current()
    changes_at(request, Notice.objects.next_change(), *(message.silent_at for message in messages))
    return Feed(
        _("%(newspaper)s: urgent notices (CAP 1.2)") % {"newspaper": settings.NEWSPAPER["name"]},
        _("What is urgent and to come, in force, or over for less than a day."),
        reverse("notices:open_data"),
        [_alert(message, timezone.now()) for message in messages],
        most=MOST,
    )


def entries(request, notices):
    """Return the newest public ones of `notices` as entries.

    The HTTP response may be cached as long as their status lasts.
    """
    now = timezone.now()
    found = newest(request, notices)
    changes_at(request, *(notice.next_change(now) for notice in found))
    return [_entry(notice, now) for notice in found]


def _entry(notice, now):
    told_at = [notice.publish_at, notice.last_corrected_at, notice.taken_over_at]
    summary = _summary(notice, now)
    return FeedEntry(
        notice.title,
        summary,
        public_address(notice.get_absolute_url()),
        notice.publish_at,
        max(moment for moment in told_at if moment and moment <= now),
        html=partial(render_to_string, "notices/_notice_in_feed.html", {"notice": notice, "summary": summary}),
        authors=(notice.authority.name,),
        categories=(Notice._meta.verbose_name, notice.kind.name),
    )


def _alert(message, now):
    notice = message.notice
    return FeedEntry(
        notice.title,
        notice.withdrawn_reason or _summary(notice, now),
        public_address(notice.get_absolute_url()),
        notice.publish_at,
        max(message.sent, notice.publish_at),  # `sent` has no fraction of a second
        categories=(notice.kind.name,),
        alert=public_address(reverse("notices:cap", args=[notice.pk])),
    )


def _summary(notice, now):
    """Return the notice in one line. It begins with the status only where that is final.

    A program may show what it fetched long ago.
    """
    status = notice.status_at(now)
    sentence = _("%(kind)s, %(authority)s. Period: %(period)s.") % {
        "kind": notice.kind,
        "authority": notice.authority,
        "period": period_words(notice),
    }
    over = "" if status in PASSING else _("%(status)s. ") % {"status": status.label}
    return f"{over}{sentence}{notice.who}"
