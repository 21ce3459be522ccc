"""How fast passwords may be tried. Tries are slowed and never stopped, since thousands may share one address."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils.crypto import salted_hmac

# Wrong passwords are forgiven one after the other, each so long after the one before it.
FORGIVEN_AFTER = timedelta(minutes=5)


@dataclass(frozen=True)
class Pace:
    """How long tries have to wait for one another.

    `free` tries may follow one another at once. From then on a try has to wait after the one before it: `waits` are
    these times in seconds, ever longer, and the last of them is repeated.
    """

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
        """Return the key of the Throttle about an address, a name, a browser: a keyed hash of these texts.

        Nobody can read them back from it.
        """
        return salted_hmac(f"logins.{self.name}", " ".join(about), algorithm="sha256").hexdigest()


# For one browser from which the account has logged in before. Its tries are counted for this pace alone, so strangers
# do not slow it down.
BROWSER = Pace("browser", free=5, waits=(2, 4, 8, 16, 32, 60))
# For one connection at one account.
CONNECTION_AT_ACCOUNT = Pace("connection at account", free=5, waits=(2, 4, 8, 16, 32, 60))
# For all strangers at one account. Its longest wait is half of that of one connection, so that no single stranger takes
# every turn.
ACCOUNT = Pace("account", free=10, waits=(2, 4, 8, 16, 30))
# For one connection, whatever names it tries.
CONNECTION = Pace("connection", free=20, waits=(2, 4, 8, 16, 32, 60))

LONGEST_WAIT = timedelta(seconds=60)
PACES = {pace.name: pace for pace in (BROWSER, CONNECTION_AT_ACCOUNT, ACCOUNT, CONNECTION)}
# Paces in which a person's success makes earlier wrong passwords good. In the others, wrong passwords of strangers stay
# counted: whoever has an account of their own could wipe them away with it.
PERSONAL = (BROWSER, CONNECTION_AT_ACCOUNT)
