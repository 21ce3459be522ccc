"""手机号码: mobile numbers. They are private, except those on the hotline page and those of the newspaper itself."""

import re

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from directory.models import Hotline

from .numbers import GAP, RUN, PersonalNumbers, numbers_in, plain

MOBILE = re.compile(r"1[3-9][0-9]{9}")
# How people group the digits. 1949-1978 100 and 15000-20000 are no telephones.
SHAPES = {(11,), (3, 4, 4), (3, 8), (7, 4), (3, 3, 5), (4, 3, 4)}
COUNTRY = re.compile(rf"(?<![0-9])(?:\+|00){GAP}86\)?{GAP}(?=1[3-9])")


def _is_mobile(number, lengths):
    return lengths in SHAPES and MOBILE.fullmatch(number) is not None


def mobile_numbers(text):
    """Yield the mobile numbers in `text` (see `numbers.plain`), without the country's 86."""
    for run in RUN.finditer(COUNTRY.sub("\n", text)):
        yield from numbers_in(run[0], _is_mobile)


class MobileNumbers(PersonalNumbers):
    code, name = "mobile-number", _("mobile numbers")
    sentence = _("%(field)s: it holds a mobile number, %(number)s. Public numbers stand among the hotlines.")
    numbers_of = staticmethod(mobile_numbers)

    def public_numbers(self):
        """Return the mobile numbers that the city's hotlines and the newspaper itself answer.

        A hotline that a writer has added does not count before somebody has checked it.
        """
        numbers = [*Hotline.objects.checked().values_list("number", flat=True)]
        numbers += [settings.NEWSPAPER["hotline"], settings.NEWSPAPER["report_hotline"]]
        return {number for listed in numbers for number in mobile_numbers(plain(listed))}
