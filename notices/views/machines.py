"""What programs read, and the page that explains it to people."""

import re

from django.db.models import Min, Prefetch
from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from directory.models import Place
from syndication import FORMATS
from web.addresses import public_address
from web.freshness import changes_at

from ..cap import Messages, alert_xml
from ..models import Notice
from ..open_data import FIELDS, LISTS, as_json, as_table, code, public_notices
from ..public_item import licence

YEAR = re.compile(r"[12][0-9]{3}")


@require_safe
def cap_alert(request, pk):
    """What is said about an urgent notice now.

    If an urgent notice has taken its place, redirect to the message about that one.
    """
    asked = get_object_or_404(Notice.objects.public_or_withdrawn().urgent().only("root"), pk=pk)
    in_full = Notice.objects.select_related("kind", "authority", "hotline__authority", "root").prefetch_related(
        Prefetch("places", Place.objects.with_parents()), "corrections"
    )
    messages = Messages.of_chain(asked, in_full)
    changes_at(request, Notice.objects.scheduled().filter(root=asked.chain_key).aggregate(at=Min("publish_at"))["at"])
    speaker = messages.speaker(messages.notices[pk])
    if speaker.pk != pk:
        return redirect("notices:cap", speaker.pk)
    return HttpResponse(alert_xml(messages.about(speaker)), content_type="application/cap+xml")


@require_safe
def data_csv(request):
    return _data(request, lambda notices, year: as_table(notices, f"notices-{year}.csv" if year else "notices.csv"))


@require_safe
def data_json(request):
    return _data(request, lambda notices, year: as_json(notices))


def _data(request, written):
    """Return the data of all years, or of one. A mistyped year gets an error instead of all data."""
    year = request.GET.get("year", "")
    if year and not YEAR.fullmatch(year):
        sentence = _("Write the year in four digits, as in ?year=2026; leave it out for all years.")
        return HttpResponseBadRequest(sentence, content_type="text/plain; charset=utf-8")
    changes_at(request, Notice.objects.next_change())
    return written(public_notices(int(year) if year else None), year)


@require_safe
def open_data(request):
    """The page that lists what there is for programs, at which addresses, and what the fields mean."""
    of_one = [
        (_("kind"), "notices:kind_feed", "notices:kind_calendar"),
        (_("place"), "place_feed", "notices:place_calendar"),
        (_("authority"), "authority_feed", "notices:authority_calendar"),
    ]
    context = {
        "files": [("CSV", _address("notices:data_csv")), ("JSON", _address("notices:data_json"))],
        "alerts": [("Atom", _address("notices:cap_feed"))],
        "feeds": [
            *((form.label, _address(f"notices:feed{form.suffix}")) for form in FORMATS),
            ("iCalendar", _address("notices:ics")),
        ],
        "patterns": [
            (f"{label} {form}", _address(name, "NAME"))
            for label, *names in of_one
            for form, name in zip(("Atom", "iCalendar"), names, strict=True)
        ],
        "fields": FIELDS,
        "lists": [(name, [(code(member), member.label) for member in choices]) for name, choices in LISTS.items()],
        "licence": licence(),
    }
    return render(request, "notices/open_data.html", context)


def _address(name, *parts):
    return public_address(reverse(name, args=parts))
