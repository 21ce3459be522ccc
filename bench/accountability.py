"""How the accountability page bears a growing number of cases: 1,000 against 100,000 over 24 months, 18 authorities.

    .venv/bin/python bench/accountability.py              # SQLite, in a temporary folder
    DATABASE_URL=postgres://… .venv/bin/python bench/accountability.py   # in a scratch database of that server

As much is open in the one as in the other: 200 cases of the last three months, half of them overdue, and 60 promises.
All others are answered, in time or late, or closed without an answer; every tenth has a promise that is settled. What
is printed are ratios of medians: 1.0 means that a hundred times as many cases cost a reader nothing. A step that the
newsroom takes with a case counts one cell anew, which holds a hundred times as many cases then: it may grow a little.
"""

import secrets
import time
from datetime import datetime, timedelta
from io import StringIO

import scratch  # stands first: it sets Django up

# isort: split
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

from dates import months
from directory.models import Authority
from questions.models import Case, Desk, Promise
from questions.stages import assigning

SMALL, LARGE = 1_000, 100_000
OPEN = 200  # the first so many cases
MONTHS, AUTHORITIES = 24, 18
DUE = timedelta(days=7)
PAGES = {
    "page, this month": "/questions/accountability/",
    "page, a year ago": f"/questions/accountability/?month={months.before(months.this_month(), 12):%Y-%m}",
    "table as a file": "/questions/accountability/table.csv",
}


def furnish():
    """Make what both share: a desk with its reporter, and the authorities."""
    reporter = get_user_model().objects.create_user("reporter", is_staff=True)
    reporter.groups.add(Group.objects.get(name="记者"))
    desk = Desk.objects.create(name="读者热线", kind="hotline", introduction="您问，我们去找人答。", head=reporter)
    authorities = [
        Authority.objects.create(name=f"青禾市第{n}局", kind=Authority.Kind.GOVERNMENT) for n in range(AUTHORITIES)
    ]
    return desk, authorities


def fill(numbers, desk, authorities):
    """Add the cases of these `numbers` with their promises, and count them."""
    for start in range(numbers.start, numbers.stop, 5_000):
        some = range(start, min(start + 5_000, numbers.stop))
        made = Case.objects.bulk_create(case(n, desk, authorities) for n in some)
        numbered = zip(some, made, strict=True)
        Promise.objects.bulk_create(
            promise(n, item) for n, item in numbered if n % 10 < 3 and (n < OPEN or n % 10 == 0)
        )
    started = time.perf_counter()
    call_command("recountcases", stdout=StringIO())
    counted = time.perf_counter() - started
    scratch.look_again()
    return counted


def case(n, desk, authorities):
    is_open = n < OPEN
    month = months.before(months.this_month(), n % (3 if is_open else MONTHS))
    received = timezone.make_aware(datetime(month.year, month.month, 1 + n % 20, 9))
    due = timezone.now() + timedelta(hours=1) * (n % 48 + 1) * (1 if n % 2 else -1) if is_open else received + DUE
    answered = None if is_open or n % 20 == 7 else min(received + timedelta(days=1 + n % 9), timezone.now())
    closed = None if is_open else received + timedelta(days=20)
    return Case(
        desk=desk,
        text="去哪里办“小绿”卡？",
        code_digest=secrets.token_hex(32),
        received_at=received,
        month=month,
        response_due=due,
        answer_due=due,
        responded_at=received,
        answered_at=answered,
        closed_at=closed,
        status="referred" if is_open else "closed",
        outcome="" if is_open else "explained" if answered else "no_answer",
        authority=authorities[n // MONTHS % AUTHORITIES],
        is_solved=None if n % 3 or not answered else n % 2 == 0,
    )


def promise(n, case):
    day = timezone.localdate(case.received_at) + timedelta(days=30)
    fields = {"first_due_on": day, "due_on": day, "kept_on": None if n < OPEN else day + timedelta(days=n % 3 - 1)}
    return Promise(case=case, authority=case.authority, text="更换路牌", **fields)


def step():
    """Return (median milliseconds, queries) of what a reporter does most: taking a case on, and giving it back."""
    reporter = get_user_model().objects.get(username="reporter")
    case = Case.objects.unanswered().order_by("pk").first()

    class Reporter:
        def get(self, _path):
            assigning.claim(case, reporter)
            assigning.release(case, reporter)

    milliseconds, queries = scratch.page(Reporter(), "")
    return milliseconds / 2, queries // 2


def measure():
    """Return {name: (median milliseconds, queries)}."""
    return {**{name: scratch.page(Client(), path) for name, path in PAGES.items()}, "step of a case": step()}


def main():
    with scratch.database():
        newsroom = furnish()
        counted_small = fill(range(SMALL), *newsroom)
        small = measure()
        counted_large = fill(range(SMALL, LARGE), *newsroom)
        large = measure()
    print(f"{connection.vendor}: {LARGE:,} cases against {SMALL:,}")  # noqa: T201
    for name, (milliseconds, queries) in large.items():
        figures = f"({small[name][0]:5.1f} and {milliseconds:5.1f} ms, {queries} queries)"
        print(f"{name:<18} {milliseconds / small[name][0]:5.2f} ×   {figures}")  # noqa: T201
    print(f"recountcases took {counted_small:.1f} and {counted_large:.1f} s")  # noqa: T201


if __name__ == "__main__":
    main()
