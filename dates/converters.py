"""Days and months as parts of an address. What is no date, such as 2026/02/30, matches no address."""

from datetime import datetime


class Day:
    regex = "[12][0-9]{3}/[0-9]{2}/[0-9]{2}"
    written = "%Y/%m/%d"

    def to_python(self, value):
        return datetime.strptime(value, self.written).date()  # noqa: DTZ007

    def to_url(self, day):
        return f"{day:{self.written}}"


class Month(Day):
    """A month, named by its first day."""

    regex = "[12][0-9]{3}/[0-9]{2}"
    written = "%Y/%m"


class MonthOfFile(Month):
    """A month in the name of a file."""

    regex = "[12][0-9]{3}-[0-9]{2}"
    written = "%Y-%m"
