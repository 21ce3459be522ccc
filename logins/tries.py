"""One try at a password. It is counted as a wrong one before the password is looked at, and forgiven if it was right.

So tries that come at the same moment are all counted, and no lock is held while a password is hashed.
"""

from dataclasses import dataclass
from math import ceil

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from web.limits import connection_of

from .browsers import known_browser
from .models import Throttle
from .paces import ACCOUNT, BROWSER, CONNECTION, CONNECTION_AT_ACCOUNT, FORGIVEN_AFTER, LONGEST_WAIT, PERSONAL

SWEPT_AT_ONCE = 100  # rows; a try leaves three at most, so they go faster than they come


@dataclass
class Try:
    """One try. `wait` is in seconds, 0 for a try that is taken. `user` is the person whose password was right.

    `keys` is {key of a Throttle: its Pace}. `user` is None until the password has proved right.
    """

    keys: dict
    wait: int
    user: object = None

    def prove(self, user):
        """Take this try off the count: the password was right, and `user` may come in.

        For the paces in PERSONAL, all earlier wrong passwords are forgiven too.
        """
        self.user = user
        for key, pace in self.keys.items():
            throttle = Throttle.objects.filter(key=key)
            if pace in PERSONAL:
                throttle.delete()
            else:
                throttle.update(forgiven_at=F("forgiven_at") - FORGIVEN_AFTER)


def take(request, username):
    """Count a try at the password of `username`, unless it comes too early, and return the Try.

    It is kept as `request.password_try`. A try that has to wait changes nothing, so impatience never makes the wait
    longer.
    """
    keys = _keys(request, username)
    request.password_try = Try(keys, _seconds_to_wait(keys) or _count(keys))
    return request.password_try


def log_in_proved(sender, request, user, **kwargs):
    """Receive Django's signal of a log-in. A log-in without a password has no try to forgive."""
    if tried := getattr(request, "password_try", None):
        tried.prove(user)


def _keys(request, username):
    """Return {key: Pace} of everything for which the try is counted."""
    if browser := known_browser(request, username):
        return {BROWSER.key(username, browser): BROWSER}
    connection = connection_of(request.visitor)
    return {
        CONNECTION_AT_ACCOUNT.key(connection, username): CONNECTION_AT_ACCOUNT,
        ACCOUNT.key(username): ACCOUNT,
        CONNECTION.key(connection): CONNECTION,
    }


def _seconds_to_wait(keys):
    # A moment further away than the longest wait was written by a clock that ran ahead, and is ignored.
    throttles = Throttle.objects.filter(key__in=keys, open_at__lte=timezone.now() + LONGEST_WAIT)
    open_at = throttles.aggregate(latest=Max("open_at"))["latest"]
    # The clock is read after the rows: a try that is taken meanwhile writes its own moment, for which nobody waits.
    return max(0, ceil((open_at - timezone.now()).total_seconds())) if open_at else 0


@transaction.atomic
def _count(keys):
    """Count a wrong password for all `keys`, and return 0.

    Where another try was quicker, nothing is counted, and the seconds to wait are returned.
    """
    now = timezone.now()
    # An upsert that changes nothing makes the rows that are missing, and locks all of them, always in the same order.
    rows = [Throttle(key=key, pace=keys[key].name, open_at=now, forgiven_at=now) for key in sorted(keys)]
    Throttle.objects.bulk_create(rows, update_conflicts=True, unique_fields=["key"], update_fields=["pace"])
    if wait := _seconds_to_wait(keys):
        return wait
    throttles = list(Throttle.objects.filter(key__in=keys))
    now = timezone.now()
    for throttle in throttles:
        throttle.count(now)
    Throttle.objects.bulk_update(throttles, ["open_at", "forgiven_at"])
    sweep()
    return 0


@transaction.atomic
def sweep():
    """Delete some of the rows in which all is forgiven, SWEPT_AT_ONCE at most, and return how many.

    Rows that another try has locked are passed over, so that nobody waits for anybody.
    """
    forgiven = Throttle.objects.select_for_update(skip_locked=True).filter(forgiven_at__lte=timezone.now())
    keys = list(forgiven.values_list("key", flat=True)[:SWEPT_AT_ONCE])
    return Throttle.objects.filter(key__in=keys).delete()[0]
