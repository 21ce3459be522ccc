from django.db import models
from django.utils.translation import gettext_lazy as _

from directory.slugs import PinyinSlugField
from editorial.richtext import RichTextField

from .level import Level


class Kind(models.Model):
    """停水, 交通管制, 公示 …: a kind of notice, and the words with which a new notice of this kind begins."""

    class Nature(models.TextChoices):
        """What a notice is about, in a fixed list, so that it can be told to machines in their own words."""

        OUTAGE = "outage", _("supply cut (water, power, gas)")
        TRAFFIC = "traffic", _("traffic")
        POLICY = "policy", _("policy")
        PUBLICITY = "publicity", _("made public for objections (公示)")
        CONSULTATION = "consultation", _("comments wanted (征求意见)")
        RECRUITMENT = "recruitment", _("recruitment and examinations")
        EMERGENCY = "emergency", _("weather and emergencies")
        LOST_FOUND = "lost_found", _("lost and found")
        OTHER = "other", _("other")

    name = models.CharField(_("name"), max_length=12, unique=True, help_text=_("As on the ribbon: 停水."))
    nature = models.CharField(
        _("nature"), max_length=12, choices=Nature, default=Nature.OTHER, help_text=_("Tells calendars and machines.")
    )
    slug = PinyinSlugField()
    order = models.PositiveSmallIntegerField(_("order"), default=0, help_text=_("Smaller numbers stand first."))

    # What a new notice of this kind begins with
    level = models.PositiveSmallIntegerField(_("level"), choices=Level, default=Level.ORDINARY)
    title = models.CharField(
        _("headline"), max_length=80, blank=True, help_text=_("With gaps to fill in: ××路计划停水通知.")
    )
    who = models.CharField(_("who is concerned"), max_length=200, blank=True)
    what_to_do = models.TextField(_("what to do"), max_length=500, blank=True, help_text=_("One step a line."))
    body = RichTextField(_("text"), blank=True)

    class Meta:
        verbose_name = _("kind of notice")
        verbose_name_plural = _("kinds of notices")
        ordering = ["order", "pk"]

    def __str__(self):
        return self.name

    @property
    def takes_comments(self):
        """Whether citizens may object or comment within a period."""
        return self.nature in {self.Nature.PUBLICITY, self.Nature.CONSULTATION}
