"""办理情况: how the authorities deal with what they were asked, month by month."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from dates import months

from ..accountability import chart, table_csv
from ..accountability.figures import TREND, Figures, first_month, of_months, trend


@require_safe
def accountability(request):
    text = request.GET.get("month", "")
    now = months.this_month()
    month = months.read(text) or now
    first = first_month() or now
    figures = of_months(months.before(month, TREND - 1), month)
    rows = figures.get(month, [])
    context = {
        "month": month,
        "is_this_month": month == now,
        "is_misread": bool(text) and months.read(text) is None,
        "rows": rows,
        "total": sum(rows, Figures()),
        "bars": chart.bars(trend(figures, first, month)) if month <= now else [],
        "chart_width": chart.WIDTH,
        # No link leads to months in which nothing can have happened.
        "previous_month": min(months.before(month), now) if first < month else None,
        "next_month": max(months.after(month), first) if month < now else None,
        "now": timezone.now(),
        "page": {"query": "" if month == now else f"?month={month:%Y-%m}"},
    }
    return render(request, "questions/accountability.html", context)


@require_safe
def accountability_csv(request):
    month = months.read(request.GET.get("month", "")) or months.this_month()
    return table_csv.exported(month, of_months(month, month).get(month, []))
