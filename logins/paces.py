"""How fast passwords may be tried. Trying is slowed and never stopped: thousands may share one address."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils.crypto import salted_hmac

# Each wrong password is forgiven so long after the one before it.
FORGIVEN_AFTER = timedelta(minutes=5)


@dataclass(frozen=True)
class Pace:
    """`free` tries one after the other; from then on a try is taken `waits` seconds after the last, ever longer."""

    name: str
    free: int
    waits: tuple[int, ...]

    @property
    def most(self):
        """How many wrong passwords are remembered: more would make no wait longer."""
        return self.free + len(self.waits) - 1

    def wait_after(self, failures):
        """Return the seconds to wait after so many wrong passwords."""
        return 0 if failures < self.free else self.waits[min(failures, self.most) - self.free]

    def key(self, *about):
        """Return what stands for an address, a name, a browser: a keyed hash, from which nobody reads it back."""
        return salted_hmac(f"logins.{self.name}", " ".join(about), algorithm="sha256").hexdigest()


# One browser from which the account has logged in before. It alone has this one, whatever strangers do.
BROWSER = Pace("browser", free=5, waits=(2, 4, 8, 16, 32, 60))
# One connection at one account.
CONNECTION_AT_ACCOUNT = Pace("connection at account", free=5, waits=(2, 4, 8, 16, 32, 60))
# All strangers at one account. The longest wait is half of theirs, so that no single one takes every turn.
ACCOUNT = Pace("account", free=10, waits=(2, 4, 8, 16, 30))
# One connection at whatever names.
CONNECTION = Pace("connection", free=20, waits=(2, 4, 8, 16, 32, 60))

LONGEST_WAIT = timedelta(seconds=60)
PACES = {pace.name: pace for pace in (BROWSER, CONNECTION_AT_ACCOUNT, ACCOUNT, CONNECTION)}
# What one person's success makes good. Wrong passwords of strangers stay counted: whoever has an account of their own
# could wipe them away with it.
PERSONAL = (BROWSER, CONNECTION_AT_ACCOUNT)
