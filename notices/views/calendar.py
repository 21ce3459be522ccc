"""The calendar of a month or a week, and the feeds for the calendars of telephones."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dates import days
from directory.models import Place
from web.addresses import public_address
from web.freshness import changes_at

from ..calendar.calendar_page import MonthPage, WeekPage
from ..calendar.embargo import Embargo
from ..calendar.ics_feed import CONTENT_TYPE, calendar_of, changes_of, kept_for_calendars, with_what_events_tell
from ..models import Notice


@require_safe
def calendar(request):
    """Show what begins and ends in a month, day by day. With `?week=` show one week in full."""
    page = (WeekPage if days.read(request.GET.get("week", "")) else MonthPage)(request.GET)
    changes_at(request, *page.changes())
    return render(request, page.template, {"page": page})


@require_safe
def feed(request):
    return _feed(request, Notice.objects.all(), _("public notices"))


@require_safe
def feed_of(request, model, slug):
    """The feed of a kind of notice, a place or an authority: `model` says which of them has the `slug`."""
    subject = get_object_or_404(model, slug=slug)
    notices = Notice.objects.concerning(subject) if model is Place else subject.notices.all()
    return _feed(request, notices, subject)


@require_safe
def notice_file(request, pk):
    """One notice for a calendar, however old it is. A withdrawn notice is shown as cancelled."""
    notice = get_object_or_404(with_what_events_tell(Notice.objects.public_or_withdrawn()), pk=pk)
    return _file(request, [notice], notice.title, notice.index_number)


def _feed(request, notices, what):
    name = f"{settings.NEWSPAPER['name']} · {what}"
    return _file(request, list(with_what_events_tell(kept_for_calendars(notices))), name, "notices")


def _file(request, notices, name, file_name):
    changes_at(request, Embargo().next_publication, *changes_of(notices))
    content = calendar_of(notices, name, public_address(request.path))
    return HttpResponse(
        content, content_type=CONTENT_TYPE, headers={"Content-Disposition": f'inline; filename="{file_name}.ics"'}
    )
