"""The archive by day, with a month's calendar."""

import calendar
from datetime import date

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from dates import months
from web.pagination import page_or_404

from .models import Article


@require_safe
def latest(request):
    """The entrance to the archive: redirect to the newest day on which something was published."""
    newest = Article.objects.published().newest_first().values_list("publish_at", flat=True).first()
    newest_day = timezone.localdate(newest) if newest else timezone.localdate()
    return redirect("articles:archive_day", newest_day.year, newest_day.month, newest_day.day)


@require_safe
def month(request, year, month):
    return _render(request, _date_or_404(year, month, 1), shown_day=None)


@require_safe
def day(request, year, month, day):
    shown_day = _date_or_404(year, month, day)
    return _render(request, shown_day.replace(day=1), shown_day)


def _render(request, first, shown_day):
    before, after = months.before(first), months.after(first)
    published = Article.objects.published()
    oldest = published.order_by("publish_at").values_list("publish_at", flat=True).first()
    published_days = published.between(first, after).days()
    page = page_or_404(request, published.on_day(shown_day).listed().newest_first()) if shown_day else None
    context = {
        "month": first,
        "weekday_names": "一二三四五六日",
        "weeks": [
            [(day, day.month == first.month, day in published_days) for day in week]
            for week in calendar.Calendar(firstweekday=0).monthdatescalendar(first.year, first.month)
        ],
        # Links go back no further than the first article, so that no crawler walks through empty centuries.
        "previous_month": before if oldest and timezone.localdate(oldest) < first else None,
        "next_month": after if after <= timezone.localdate() else None,
        "day": shown_day,
        "page": page,
    }
    return render(request, "articles/article_archive.html", context)


def _date_or_404(year, month, day):
    try:
        return date(year, month, day)
    except ValueError as error:
        raise Http404 from error
