from django.db import models
from django.urls import get_script_prefix
from django.utils.translation import gettext_lazy as _

from .. import moments


class IndexEntry(models.Model):
    """One thing that readers can find, from the moment on that its key says.

    It holds all that a line of results shows, and is written by `index` alone; what is found is looked
    up by the key in the grams of the database's `engine`.
    """

    # From when on it is found, and in which order (see `moments`).
    id = models.BigIntegerField(primary_key=True)
    kind = models.CharField(_("kind"), max_length=20)
    object_id = models.PositiveBigIntegerField()
    # What results are narrowed and counted by: "column_3 place_1 place_5 year_2026".
    marks = models.TextField(blank=True)
    # Of what holds for a time, as `moments`: from when, until when, from when on it is repealed.
    begins = models.BigIntegerField(default=moments.ALWAYS)
    over = models.BigIntegerField(default=moments.NEVER)
    repealed = models.BigIntegerField(default=moments.NEVER)
    has_period = models.BooleanField(default=False)
    published_at = models.DateTimeField(_("published"), null=True)
    address = models.CharField(_("path"), max_length=200)
    title = models.CharField(_("headline"), max_length=200)
    text = models.TextField(_("text"), blank=True)  # last, so that SQLite need not read it for the rest

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
