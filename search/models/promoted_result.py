from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import get_script_prefix
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .querysets import PromotedResultQuerySet
from .target import page_at


class PromotedResult(models.Model):
    """The answer that the newsroom itself gives to certain words: a page of this site, above all results.

    Where the page is that of something in the index (`kind`, `object_id`), it is shown only while readers can find
    that.
    """

    title = models.CharField(_("title"), max_length=40, help_text=_("What readers get, in their words: 社保卡怎么办."))
    text = models.CharField(
        _("explanation"), max_length=100, blank=True, help_text=_("One sentence: what the reader finds there.")
    )
    address = models.CharField(
        _("page"),
        max_length=200,
        help_text=_(
            "The address of a page of this site that readers can open, such as /hotlines/; copied whole from "
            "the browser it is taken too. When an article or a notice is withdrawn, nobody is led to it any more."
        ),
    )
    first_on = models.DateField(_("first day"), null=True, blank=True, help_text=_("Left empty, from now on."))
    last_on = models.DateField(
        _("last day"), null=True, blank=True, help_text=_("The day itself included. Left empty, without an end.")
    )
    order = models.PositiveSmallIntegerField(
        _("order"), default=0, help_text=_("Smaller numbers stand first. Readers get three at most.")
    )
    kind = models.CharField(max_length=20, blank=True, editable=False)
    object_id = models.PositiveBigIntegerField(null=True, editable=False)

    objects = PromotedResultQuerySet.as_manager()
    found_at = None  # see PromotedResultQuerySet.with_page

    class Meta:
        verbose_name = _("promoted result")
        verbose_name_plural = _("promoted results")
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last_on__gte=models.F("first_on")),
                name="promotedresult_ends_after_it_begins",
                violation_error_message=_("The last day lies before the first."),
            )
        ]

    def __str__(self):
        return self.title

    @property
    def page_path(self):
        """The path of its page in the edition that is being read. A thing that has moved has its new path."""
        path, hash_mark, fragment = self.address.partition("#")
        address = f"{self.found_at or path}{hash_mark}{fragment}"
        return get_script_prefix() + address.removeprefix("/")

    def clean(self):
        if self.address:
            try:
                self.address, entry = page_at(self.address)
            except ValidationError as error:
                raise ValidationError({"address": error}) from error
            self.kind, self.object_id = (entry.kind, entry.object_id) if entry else ("", None)

    @property
    def is_gone(self):
        """Whether it leads to something that readers cannot find. The row must come from `with_page`."""
        return self.kind != "" and self.found_at is None

    def is_due_on(self, day):
        return (self.first_on or date.min) <= day <= (self.last_on or date.max)

    @property
    def is_shown(self):
        return not self.is_gone and self.is_due_on(timezone.localdate())

    def take_words(self, words):
        """Make it the answer to `words` (see `comparable`), and to no others."""
        self.words.exclude(word__in=words).delete()
        known = set(self.words.values_list("word", flat=True))
        PromotedWord.objects.bulk_create(PromotedWord(result=self, word=word) for word in words if word not in known)


class PromotedWord(models.Model):
    """A word, or several with spaces between them, to which a promoted result is the answer (see `comparable`)."""

    LONGEST = 20  # characters

    result = models.ForeignKey(PromotedResult, models.CASCADE, related_name="words", verbose_name=_("promoted result"))
    word = models.CharField(_("word"), max_length=LONGEST, unique=True)

    class Meta:
        verbose_name = _("word of a promoted result")
        verbose_name_plural = _("words of promoted results")
        ordering = ["pk"]
        default_permissions = ()

    def __str__(self):
        return self.word
