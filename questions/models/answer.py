import re

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from directory.models import Authority, Place
from editing.chosen_rows import ChosenForeignKey
from editorial.models import Publishable
from editorial.preflight.passage import plain_text
from editorial.richtext import RenderedField, RichTextField
from photos.models import Photo
from photos.placed import PlacedPhoto

from ..querysets import AnswerQuerySet
from .desk import Desk

SHORTEST_SUMMARY, LONGEST_SUMMARY = 24, 64  # characters
CUT_SHORT = re.compile(r"<[^<>]*$|&[a-z0-9#]*$")  # the beginning of a tag or a character reference, cut in two


class Answer(Publishable):
    """问 and 答 as readers see them: the question, edited and anonymised, the answer, and who gave it.

    A case points to its answer (`Case.answer`). Nothing in the answer leads to the asker except the public name.
    """

    title = models.CharField(_("headline"), max_length=60, help_text=_("The question in a line: 去哪里办“小绿”卡？"))
    asker = models.CharField(
        _("asker's public name"), max_length=20, help_text=_("王女士, 桃花新村居民; never a full name.")
    )
    question = models.TextField(
        _("question"), max_length=1000, help_text=_("Edited: no names, telephone or house numbers.")
    )
    body = RichTextField(_("answer"), help_text=_("Who answers stands first: 市公交公司答复："))
    body_html = RenderedField()
    desk = ChosenForeignKey(
        Desk, models.PROTECT, related_name="answers", verbose_name=_("desk"), help_text=_("Where it was asked.")
    )
    authority = ChosenForeignKey(
        Authority,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="answers",
        verbose_name=_("authority that answers"),
        help_text=_("Left empty where the newsroom found the answer itself."),
    )
    places = models.ManyToManyField(
        Place,
        blank=True,
        related_name="answers",
        verbose_name=_("places"),
        help_text=_("Where it plays; the narrowest place is enough."),
    )
    duty_reporter = models.CharField(
        _("duty reporter"), max_length=20, help_text=_("值班记者, who carried the question.")
    )
    asked_on = models.DateField(_("asked on"), help_text=_("The day on which it came in."))
    answered_on = models.DateField(
        _("answered on"), null=True, blank=True, help_text=_("The day of the authority's answer.")
    )
    lead_photo = ChosenForeignKey(
        Photo,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="led_answers",
        verbose_name=_("lead picture"),
        help_text=_("Above the answer, and in lists."),
    )
    lead_caption = models.CharField(
        _("caption"), max_length=120, blank=True, help_text=_("Under the lead picture, without the credit.")
    )
    askers = models.PositiveIntegerField(
        _("how many asked"), default=1, editable=False, validators=[MinValueValidator(1)]
    )

    objects = AnswerQuerySet.as_manager()

    parts = ("photos", "updates")

    class Meta(Publishable.Meta):
        verbose_name = _("question with its answer")
        verbose_name_plural = _("questions with their answers")
        ordering = ["-publish_at", "-pk"]
        indexes = [
            *Publishable.Meta.indexes,
            models.Index(fields=["state", "-publish_at", "-id"], name="answer_newest"),
            models.Index(fields=["desk", "state", "-publish_at", "-id"], name="answer_newest_of_desk"),
            models.Index(fields=["authority", "state", "-publish_at", "-id"], name="answer_newest_of_authority"),
            models.Index(fields=["state", "-askers", "-publish_at"], name="answer_asked_most"),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("questions:detail", args=[self.pk])

    @property
    def gist(self):
        """The beginning of the answer, as plain text. In a list it holds only as much as the list has read."""
        beginning = self.beginning if hasattr(self, "beginning") else self.body
        return plain_text(CUT_SHORT.sub("", beginning))

    @property
    def summary(self):
        """As much of the beginning as fits on a card.

        If possible it ends with a sentence, or with a part of one.
        """
        text = "".join(self.gist.splitlines())
        if len(text) <= LONGEST_SUMMARY:
            return text
        end = max(text.rfind(mark, SHORTEST_SUMMARY, LONGEST_SUMMARY) for mark in "。；！？") + 1
        return f"{text[: end or LONGEST_SUMMARY]}……"

    @property
    def others_who_asked(self):
        """How many asked the same besides the one who is named."""
        return self.askers - 1

    def clean(self):
        today, faults = timezone.localdate(), {}
        if self.asked_on and self.asked_on > today:
            faults["asked_on"] = _("This day is still to come.")
        if self.answered_on and self.answered_on > today:
            faults["answered_on"] = _("This day is still to come.")
        elif self.answered_on and self.asked_on and self.answered_on < self.asked_on:
            faults["answered_on"] = _("It cannot have been answered before it was asked.")
        if faults:
            raise ValidationError(faults)

    def as_tip(self):
        """Return the initial values of a tip made of this answer, under the names of an article's fields.

        The text names the answer as its source.
        """
        day = date_format(timezone.localdate(self.publish_at))
        said_by = _("From this paper's questions and answers (%(day)s): ") % {"day": day}
        origin = format_html('<p>{}<a href="{}">{}</a></p>', said_by, self.get_absolute_url(), self.title)
        return {
            "title": self.title,
            "body": "\n".join([self.body, origin]),
            "advised_by": self.authority_id,
            "source": _("this paper's questions and answers"),
            "places": [place.pk for place in self.places.all()],
            "lead_photo": self.lead_photo_id,
            "lead_caption": self.lead_caption,
        }


class AnswerPhoto(PlacedPhoto):
    """A picture beside an answer. A “before” and an “after” picture are shown side by side."""

    answer = models.ForeignKey(Answer, models.CASCADE, related_name="photos", verbose_name=_("answer"))

    class Meta(PlacedPhoto.Meta):
        verbose_name = _("picture of the answer")
        verbose_name_plural = _("pictures of the answer")


class AnswerUpdate(models.Model):
    """What happened after the answer: the sign was changed, the bus has come."""

    answer = models.ForeignKey(Answer, models.CASCADE, related_name="updates", verbose_name=_("answer"))
    on = models.DateField(_("day"), help_text=_("When it happened."))
    text = models.CharField(_("what happened"), max_length=200, help_text=_("In one or two sentences."))

    class Meta:
        verbose_name = _("later update")
        verbose_name_plural = _("later updates")
        ordering = ["on", "pk"]

    def __str__(self):
        return self.text
