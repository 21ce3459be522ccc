from django.db import models
from django.urls import get_script_prefix
from django.utils.translation import gettext_lazy as _

from .. import moments


class IndexEntry(models.Model):
    """One thing that readers can find, from the moment on that its key tells.

    It holds all that a line of results shows, and only `index` writes it. An engine finds it by the same key in the
    Grams.
    """

    # The key says from when on the thing is found, and in which order (see `moments`).
    id = models.BigIntegerField(primary_key=True)
    kind = models.CharField(_("kind"), max_length=20)
    object_id = models.PositiveBigIntegerField()
    # What results are narrowed and counted by: "column_3 place_1 place_5 year_2026".
    marks = models.TextField(blank=True)
    # Of a thing with a period, as `moments`: from when on it holds, when it is over, from when on it is repealed.
    begins = models.BigIntegerField(default=moments.ALWAYS)
    over = models.BigIntegerField(default=moments.NEVER)
    repealed = models.BigIntegerField(default=moments.NEVER)
    has_period = models.BooleanField(default=False)
    published_at = models.DateTimeField(_("published"), null=True)
    address = models.CharField(_("path"), max_length=200)
    title = models.CharField(_("headline"), max_length=200)
    text = models.TextField(_("text"), blank=True)  # the last column, so that SQLite need not read it for the others

    class Meta:
        verbose_name = _("entry of the index")
        verbose_name_plural = _("entries of the index")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["kind", "object_id"], name="entry_once")]

    def __str__(self):
        return self.title

    @property
    def page_path(self):
        """Its address in the edition that is being read."""
        return get_script_prefix() + self.address.removeprefix("/")
