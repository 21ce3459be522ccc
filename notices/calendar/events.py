"""A notice as an event of a calendar (RFC 5545)."""

from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Event

from editorial.public_item import PublicItem

from .. import chains
from ..period import first_moment
from ..period_words import change_moment, change_sentence

# A notice that holds for longer, mostly a policy, is shown on its first day alone. Otherwise its bar would run
# across all other days.
LONGEST = timedelta(days=366)
DAY = timedelta(days=1)


def uid_of(notice):
    """The name by which calendars know a notice: its index number, which is given only once."""
    return f"{notice.index_number}@{urlsplit(settings.SITE_URL).hostname}"


def sequence_of(chain):
    """Return a number that grows with every change in `chain` that readers got, and never shrinks.

    `chain` are the notices that are public or were withdrawn. Each adds the number of its versions (see
    editorial.models.Version), its publication and its withdrawal. A notice never leaves its chain once it was
    public, so no counter has to be stored.
    """
    return sum(one.version + 1 + (one.is_withdrawn) for one in chain) - 1


def event_of(notice, chain):
    """Return the Event for `notice`. Its whole `chain` may change its end, and whether it holds at all.

    The event is the same in every process at every moment until something changes. So its stamp is the moment of
    the last change.
    """
    public, over = PublicItem.of(notice), notice.over
    is_withdrawn = notice.is_withdrawn
    is_off = is_withdrawn or over <= notice.begins
    start, end = _span(notice.begins, notice.over_by_itself if is_off else over)
    modified = max(_moments(chain))
    event = Event()
    event.add("uid", uid_of(notice))
    event.add("sequence", sequence_of(chain))
    event.add("dtstamp", modified)
    event.add("last-modified", modified)
    event.add("created", public.published)
    event.add("dtstart", start)
    event.add("dtend", end)
    title = _title(public)
    event.add("summary", _("Cancelled: %(title)s") % {"title": title} if is_off else title)
    event.add("status", "CANCELLED" if is_off else "CONFIRMED")
    event.add("transp", "TRANSPARENT")  # it takes nobody's time
    event.add("categories", [public.section])
    event.add("url", public.address)
    event.add("description", public.withdrawn_reason or _description(public, chains.follower_of(notice, chain)))
    if not is_withdrawn:
        event.add("location", _location(public))
    for other in chain:
        if other.pk == notice.follows_id:
            event.add("related-to", uid_of(other), {"reltype": "PARENT"})
        elif other.follows_id == notice.pk:
            event.add("related-to", uid_of(other), {"reltype": "CHILD"})
    return event


def _span(begins, over):
    """Return the first moment and the moment after the last.

    They are days where both are midnights, and otherwise moments in the city's time zone.
    """
    first = timezone.localdate(begins)
    if over - begins > LONGEST:
        return first, first + DAY
    last = timezone.localdate(over)
    if begins == first_moment(first) and over == first_moment(last):
        return first, last
    return timezone.localtime(begins), timezone.localtime(over)


def _moments(chain):
    for one in chain:
        yield from (moment for moment in (one.publish_at, one.updated_at, one.withdrawn_at) if moment)


def _title(public):
    kind, title = public.section, public.headline
    return title if kind in title else _("%(kind)s: %(title)s") % {"kind": kind, "title": title}


def _location(public):
    places = "、".join(place.name for place in public.places)
    return public.item.where or places or _("the whole of %(city)s") % {"city": settings.NEWSPAPER["city"]}


def _telephone(hotline):
    answers = "，".join(str(part) for part in (hotline.authority, hotline.purpose) if part)
    words = {"number": hotline.number, "answers": answers, "hours": hotline.hours}
    return _("Telephone: %(number)s (%(answers)s) %(hours)s") % words


def _description(public, follower):
    """Return when, who, what to do, the key facts and whom to ring as plain text, one a line."""
    notice, hotline = public.item, public.item.hotline
    lines = [
        follower and change_sentence(notice).format(notice=f"《{follower.title}》", moment=change_moment(notice)),
        public.when,
        notice.who,
        *notice.what_to_do.splitlines(),
        *map(str, public.facts),
        hotline and _telephone(hotline),
        notice.hotline_note,
        _("Issued by %(authority)s %(number)s") % {"authority": public.source, "number": notice.document_number},
    ]
    return "\n".join(line.strip() for line in lines if line and line.strip())
