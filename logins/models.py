from datetime import timedelta
from math import ceil

from django.db import models
from django.utils.translation import gettext_lazy as _

from .paces import FORGIVEN_AFTER, PACES


class Throttle(models.Model):
    """The count of wrong passwords for one key, by which tries are slowed down (a leaky bucket, kept as two moments).

    The key is a keyed hash, so no address, no name and no browser can be read from the table.
    """

    key = models.CharField(_("key"), max_length=64, primary_key=True)
    pace = models.CharField(_("pace"), max_length=30)
    open_at = models.DateTimeField(_("next try from"))
    forgiven_at = models.DateTimeField(_("all forgiven at"), db_index=True)

    class Meta:
        verbose_name = _("throttle")
        verbose_name_plural = _("throttles")
        default_permissions = ()

    def __str__(self):
        return self.pace

    def count(self, now):
        """Count one more wrong password at `now`, without saving."""
        pace = PACES[self.pace]
        forgiven_at = max(now, self.forgiven_at) + FORGIVEN_AFTER
        self.forgiven_at = min(forgiven_at, now + pace.most * FORGIVEN_AFTER)
        failures = ceil((self.forgiven_at - now) / FORGIVEN_AFTER)
        self.open_at = now + timedelta(seconds=pace.wait_after(failures))
