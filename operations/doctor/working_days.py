"""Whether the table of holidays reaches far enough for deadlines that are counted in working days."""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _

from questions.models import SpecialDay

from .trouble import Trouble, error, warning

NOVEMBER, DECEMBER = 11, 12  # in which the State Council's notice comes, and in which it has come


def look() -> Iterator[Trouble]:
    today = timezone.localdate()
    for year in [today.year, today.year + 1] if today.month >= NOVEMBER else [today.year]:
        days = SpecialDay.objects.filter(date__year=year)
        if not days.exists():
            yield error(
                _("The holidays of %s are not entered: deadlines count them as working days.") % year,
                _("Enter them from the State Council's notice (节假日与调休 in the admin)."),
            )
        elif not days.filter(is_working=True).exists() and (year == today.year or today.month == DECEMBER):
            yield warning(
                _("The make-up working days of %s are not entered.") % year,
                _("Enter them from the State Council's notice (节假日与调休 in the admin)."),
            )
