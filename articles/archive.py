"""The archive by day, with a month's calendar."""

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
    return redirect("articles:archive_day", newest_day)


@require_safe
def month(request, month):
    return _render(request, month, shown_day=None)


@require_safe
def day(request, day):
    return _render(request, day.replace(day=1), day)


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
            [(day, day.month == first.month, day in published_days) for day in week] for week in months.weeks(first)
        ],
        # Links go back no further than the first article, so that no crawler walks through empty centuries.
        "previous_month": before if oldest and timezone.localdate(oldest) < first else None,
        "next_month": after if after <= timezone.localdate() else None,
        "day": shown_day,
        "page": page,
    }
    return render(request, "articles/article_archive.html", context)
