"""Notices as feeds: the newest of all, those of one kind, and the urgent ones as alerts. Alerts are Atom only.

An entry keeps its name as long as the notice has its address. It counts as updated when readers are told
something else: a correction, or another notice that takes its place.
"""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from editorial.feeds import entries_of, titled
from editorial.public_item import PublicItem
from syndication import Feed, FeedEntry, syndicated
from web.addresses import public_address
from web.freshness import changes_at

from .cap import MOST, Messages
from .models import Kind, Notice


@syndicated
def feed(request):
    return _feed(request, _("public notices"), reverse("notices:list"), Notice.objects.all())


@syndicated
def kind_feed(request, slug):
    kind = get_object_or_404(Kind, slug=slug)
    name = _("public notices (%(kind)s)") % {"kind": kind}
    return _feed(request, name, f"{reverse('notices:list')}?kind={slug}", kind.notices.all())


@syndicated
def cap_feed(request):
    """The feed that warning programs fetch again and again: the alerts that are current, each by its address."""
    listed = Notice.objects.select_related("kind", "authority").defer("body", "body_html")
    messages = Messages.of_today(listed).current()
    changes_at(request, Notice.objects.next_change(), *(message.silent_at for message in messages))
    return Feed(
        titled(_("Urgent notices (CAP 1.2)")),
        _("What is urgent and to come, in force, or over for less than a day."),
        reverse("notices:open_data"),
        map(_alert, messages),
        most=MOST,
    )


def _alert(message):
    """An alert counts as updated when another message is sent, and says of what was withdrawn nothing but why."""
    public = PublicItem.of(message.notice)
    return FeedEntry(
        public.headline,
        public.withdrawn_reason or public.summary,
        public.address,
        public.published,
        max(message.sent, public.published),  # `sent` has no fraction of a second
        categories=(public.section,),
        alert=public_address(reverse("notices:cap", args=[message.notice.pk])),
    )


def _feed(request, name, page, notices):
    subtitle = _("What authorities make known: where, from when until when.")
    return Feed(titled(name), subtitle, page, entries_of(request, notices))
