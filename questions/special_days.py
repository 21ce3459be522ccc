"""China's holidays and make-up working days of 2025, 2026 and 2027.

The law says which days are free: 全国年节及纪念日放假办法, as revised on 10 November 2024 (in force since
2025). Each November the State Council says how they are joined with weekends, and which weekend days are
worked for that:

- 2025: 国务院办公厅关于2025年部分节假日安排的通知, 国办发明电〔2024〕12号, 12 November 2024
- 2026: 国务院办公厅关于2026年部分节假日安排的通知, 国办发明电〔2025〕7号, 4 November 2025
- 2027: the notice was not available when this was written. These are the days of the law alone (article 2). Where
  they fall on a weekend, the next working days are free instead (article 6). There are no make-up working days.

Later years, and what the notice for 2027 changes, are entered in the admin.
"""

from datetime import date, timedelta

# Name, first and last day off, and the weekend days on which people work for it.
ARRANGEMENTS = [
    ("元旦", "2025-01-01", "2025-01-01", []),
    ("春节", "2025-01-28", "2025-02-04", ["2025-01-26", "2025-02-08"]),
    ("清明节", "2025-04-04", "2025-04-06", []),
    ("劳动节", "2025-05-01", "2025-05-05", ["2025-04-27"]),
    ("端午节", "2025-05-31", "2025-06-02", []),
    ("国庆节、中秋节", "2025-10-01", "2025-10-08", ["2025-09-28", "2025-10-11"]),
    ("元旦", "2026-01-01", "2026-01-03", ["2026-01-04"]),
    ("春节", "2026-02-15", "2026-02-23", ["2026-02-14", "2026-02-28"]),
    ("清明节", "2026-04-04", "2026-04-06", []),
    ("劳动节", "2026-05-01", "2026-05-05", ["2026-05-09"]),
    ("端午节", "2026-06-19", "2026-06-21", []),
    ("中秋节", "2026-09-25", "2026-09-27", []),
    ("国庆节", "2026-10-01", "2026-10-07", ["2026-09-20", "2026-10-10"]),
    ("元旦", "2027-01-01", "2027-01-01", []),
    ("春节", "2027-02-05", "2027-02-08", []),
    ("春节补假", "2027-02-09", "2027-02-10", []),
    ("清明节", "2027-04-05", "2027-04-05", []),
    ("劳动节", "2027-05-01", "2027-05-02", []),
    ("劳动节补假", "2027-05-03", "2027-05-04", []),
    ("端午节", "2027-06-09", "2027-06-09", []),
    ("中秋节", "2027-09-15", "2027-09-15", []),
    ("国庆节", "2027-10-01", "2027-10-03", []),
    ("国庆节补假", "2027-10-04", "2027-10-05", []),
]


def special_days():
    """Yield (date, name, whether people work on it) for every special day of ARRANGEMENTS."""
    for name, first, last, worked in ARRANGEMENTS:
        day = date.fromisoformat(first)
        while day <= date.fromisoformat(last):
            yield day, name, False
            day += timedelta(days=1)
        for make_up in worked:
            yield date.fromisoformat(make_up), name, True


def enter(model):
    """Put the days into the table of `model`; a day that is there already stays as it is."""
    for day, name, is_working in special_days():
        model.objects.get_or_create(date=day, defaults={"name": name, "is_working": is_working})


def take_out(model):
    """Take the days out of the table of `model`, but not those that the newsroom has changed."""
    for day, name, is_working in special_days():
        model.objects.filter(date=day, name=name, is_working=is_working).delete()
