"""From when until when a notice holds, and whether it holds now."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dates.period_status import Status

from ..period import FOREVER, DerivedMomentField, first_moment, last_moment


class Holding(models.Model):
    """The period as it is typed, the moments that follow from it, and the status at any moment."""

    effective_from = models.DateField(_("in force from"), help_text=_("The first day."))
    effective_from_time = models.TimeField(
        _("from the minute"), null=True, blank=True, help_text=_("Left empty, from the beginning of the day.")
    )
    effective_until = models.DateField(
        _("in force until"), null=True, blank=True, help_text=_("The last day; left empty, until further notice.")
    )
    effective_until_time = models.TimeField(
        _("until the minute"), null=True, blank=True, help_text=_("Left empty, to the end of the day.")
    )
    # `chains.settle` writes these: when the next in the chain takes its place, and what readers may know of that
    # before the moment `embargo_until`. That moment is set where a notice that is not public yet will change it.
    taken_over_at = models.DateTimeField(_("taken over"), null=True, editable=False)
    is_repealed = models.BooleanField(_("repealed by the next one"), default=False, editable=False)
    embargo_until = models.DateTimeField(null=True, editable=False)
    taken_over_before_embargo = models.DateTimeField(null=True, editable=False)
    # For queries alone; in Python use `begins` and `over`.
    begins_at = DerivedMomentField(derived_from="begins")
    over_at = DerivedMomentField(derived_from="over_in_truth")

    class Meta:
        abstract = True

    @property
    def begins(self):
        """The moment from which it holds."""
        return first_moment(self.effective_from, self.effective_from_time)

    @property
    def over_by_itself(self):
        """The moment at which its own period ends; FOREVER where it has no end."""
        return last_moment(self.effective_until, self.effective_until_time)

    @property
    def over_in_truth(self):
        """The moment at which it stops holding, by its own period or because the next in the chain takes its place.

        It takes into account what is under an embargo. That makes no difference for the past and the present. For the
        future, use `over`.
        """
        return min(self.over_by_itself, self.taken_over_at or FOREVER)

    @property
    def known_takeover(self):
        """When the next in the chain takes its place so far as readers may know now; None where nothing does."""
        is_embargoed = self.embargo_until and timezone.now() < self.embargo_until
        return self.taken_over_before_embargo if is_embargoed else self.taken_over_at

    @property
    def over(self):
        """The moment at which it holds no longer, so far as readers may know now."""
        return min(self.over_by_itself, self.known_takeover or FOREVER)

    @property
    def is_open_ended(self):
        return self.over_by_itself == FOREVER

    def status_at(self, moment):
        """Return the Status at `moment`, so far as it is known now."""
        if self.is_withdrawn:
            return Status.WITHDRAWN
        if self.is_repealed and self.taken_over_at <= moment:
            return Status.REPEALED
        if self.over_in_truth <= moment:
            return Status.ENDED
        return Status.UPCOMING if moment < self.begins else Status.IN_FORCE

    @property
    def status(self):
        return self.status_at(timezone.now())

    def next_change(self, after):
        """Return the next moment after `after` at which its status changes, or None."""
        moments = (self.begins, self.over_in_truth, self.taken_over_at or FOREVER)
        others = [moment for moment in moments if self.status_at(moment) != self.status_at(after)]
        return min((moment for moment in others if after < moment < FOREVER), default=None)
