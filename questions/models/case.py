from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from directory.models import Authority, Place
from editorial.richtext import RenderedField, RichTextField

from ..querysets import ANSWER_WARNING, RESPONSE_WARNING, CaseQuerySet
from .answer import Answer
from .desk import Category, Desk

LONGEST_QUESTION = 2000  # characters


class Case(models.Model):
    """What one citizen asked or told a desk, and how far it is.

    `status` says how far it is and `outcome` how it ended; whether it is late is computed. Every change is a step
    of one of the stages (`questions/stages/`). A step asks `rules`, locks the row and writes an Event. The
    asker's own words are in `text`. They are never published, and never changed until `retention` takes out what
    is private. The contact is in another table.
    """

    LEASE = timedelta(hours=48)  # a claim ends by itself if nothing is done with the case for so long

    class Status(models.TextChoices):
        RECEIVED = "received", _("received")
        ASSIGNED = "assigned", _("with a reporter")
        REFERRED = "referred", _("with the authority")
        ANSWERED = "answered", _("answered")
        CLOSED = "closed", _("closed")

    class Outcome(models.TextChoices):
        RESOLVED = "resolved", _("resolved")
        EXPLAINED = "explained", _("explained")
        REFUSED = "refused", _("not taken up")
        DUPLICATE = "duplicate", _("the same as another case")
        NO_ANSWER = "no_answer", _("no answer from the authority")
        GATHERED = "gathered", _("gathered with other comments")
        WITHDRAWN = "withdrawn", _("withdrawn by the asker")

    class Channel(models.TextChoices):
        WEB = "web", _("web page")
        TELEPHONE = "telephone", _("telephone")
        PAPER = "paper", _("paper")
        COUNTER = "counter", _("in person")

    # As received
    desk = models.ForeignKey(Desk, models.PROTECT, related_name="cases", verbose_name=_("desk"))
    category = models.ForeignKey(
        Category, models.PROTECT, null=True, blank=True, related_name="cases", verbose_name=_("category")
    )
    place = models.ForeignKey(
        Place,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="cases",
        verbose_name=_("place"),
        help_text=_("What the matter is about, not where the asker lives."),
    )
    text = models.TextField(_("question"), max_length=LONGEST_QUESTION, help_text=_("In the asker's own words."))
    channel = models.CharField(_("came by"), max_length=10, choices=Channel, default=Channel.WEB)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("entered by"),
    )
    code_digest = models.CharField(max_length=64, unique=True, editable=False)
    received_at = models.DateTimeField(_("received"), default=timezone.now, editable=False)
    month = models.DateField(_("month of receipt"), editable=False)
    is_held = models.BooleanField(_("held as suspected spam"), default=False, editable=False)

    # How far it is
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.RECEIVED, editable=False)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome, blank=True, editable=False)
    response_due = models.DateTimeField(_("first response due"), editable=False)
    answer_due = models.DateTimeField(_("answer due"), editable=False)
    responded_at = models.DateTimeField(_("first response"), null=True, editable=False)
    answered_at = models.DateTimeField(_("answered"), null=True, editable=False)
    closed_at = models.DateTimeField(_("closed"), null=True, editable=False)
    changed_at = models.DateTimeField(_("last change"), auto_now=True)

    # Who has it
    reporter = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="claimed_cases",
        verbose_name=_("reporter"),
    )
    lease_until = models.DateTimeField(_("claimed until"), null=True, editable=False)
    authority = models.ForeignKey(
        Authority,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="cases",
        verbose_name=_("authority in charge"),
    )
    duplicate_of = models.ForeignKey(
        "self", models.PROTECT, null=True, editable=False, related_name="duplicates", verbose_name=_("follows")
    )

    # What came of it
    reply = RichTextField(_("answer to the asker"), blank=True, help_text=_("Read by the asker alone."))
    reply_html = RenderedField()
    answer = models.OneToOneField(
        Answer, models.SET_NULL, null=True, editable=False, related_name="case", verbose_name=_("published answer")
    )
    replied_at = models.DateTimeField(_("answered in private"), null=True, editable=False)
    is_solved = models.BooleanField(_("solved, says the asker"), null=True, editable=False)
    rating = models.PositiveSmallIntegerField(_("rating"), null=True, editable=False)
    rating_comment = models.CharField(_("said with the rating"), max_length=120, blank=True, editable=False)
    rated_at = models.DateTimeField(_("rated"), null=True, editable=False)
    reopened_at = models.DateTimeField(_("reopened"), null=True, editable=False)
    asker_has_reopened = models.BooleanField(_("reopened by the asker"), default=False, editable=False)

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        default_permissions = ("add", "change", "view")
        ordering = ["-received_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="closed", closed_at__isnull=False) & ~Q(outcome="")
                | ~Q(status="closed") & Q(closed_at=None, outcome=""),
                name="case_closed_has_an_outcome",
            ),
            models.CheckConstraint(
                condition=Q(duplicate_of=None) | Q(outcome="duplicate"), name="case_that_follows_is_a_duplicate"
            ),
            models.CheckConstraint(
                condition=Q(reporter=None) | Q(lease_until__isnull=False), name="case_claimed_until_some_time"
            ),
            models.CheckConstraint(
                condition=Q(rating=None) | Q(rating__range=(1, 5)), name="case_rating_from_one_to_five"
            ),
        ]
        indexes = [
            models.Index(
                fields=["desk", "answer_due"],
                name="case_unanswered",
                condition=Q(answered_at=None, closed_at=None),
            ),
            models.Index(fields=["authority", "month"], name="case_by_authority_and_month"),
            # Cases whose answer is signed and comes out later are at the end of this index.
            models.Index(fields=["answered_at"], name="case_answered", condition=Q(answered_at__isnull=False)),
            models.Index(fields=["desk", "-received_at"], name="case_newest_of_a_desk"),
        ]

    def __str__(self):
        return _("case %(number)s") % {"number": self.pk}

    @property
    def status_in_words(self):
        """How far it is, and how it ended."""
        return "，".join(filter(None, [self.get_status_display(), self.get_outcome_display()]))

    @property
    def root(self):
        """The case that this one follows, or itself."""
        return self.duplicate_of or self

    @property
    def is_claimed(self):
        """The same as `CaseQuerySet.claimed`, for one case. It sends its query only while a lease runs."""
        return self.is_leased and type(self).objects.filter(pk=self.pk).claimed().exists()

    @property
    def is_leased(self):
        return self.reporter_id is not None and self.lease_until > timezone.now()

    def is_in_the_hands_of(self, user):
        """Whether `user` has this case. `user` must be somebody who works on the cases of its desk."""
        return self.is_leased and self.reporter_id == user.pk

    @property
    def owes_answer(self):
        return self.answered_at is None and self.closed_at is None and not self.desk.collects_comments

    @property
    def next_due(self):
        """The moment by which something must be said next, or None where nothing is owed."""
        if not self.owes_answer:
            return None
        return self.answer_due if self.responded_at else min(self.response_due, self.answer_due)

    @property
    def is_overdue(self):
        return self.next_due is not None and self.next_due < timezone.now()

    @property
    def is_due_soon(self):
        """The same as `CaseQuerySet.due_soon`, for one case."""
        if not self.owes_answer or self.is_overdue:
            return False
        now = timezone.now()
        response_soon = not self.responded_at and self.response_due <= now + RESPONSE_WARNING
        return response_soon or self.answer_due <= now + ANSWER_WARNING

    @property
    def has_answer(self):
        """Whether the asker can read an answer by now. An answer that is signed for later comes out at its time."""
        return self.answered_at is not None and self.answered_at <= timezone.now()

    @property
    def is_settled(self):
        """Whether nobody goes on working on it: it is closed, or the case that it follows is closed."""
        return self.root.status == self.Status.CLOSED

    @property
    def was_dropped(self):
        """Whether it was closed without an answer because none was owed: withdrawn, not taken up, or a duplicate."""
        return self.answered_at is None and self.outcome in {
            self.Outcome.WITHDRAWN,
            self.Outcome.REFUSED,
            self.Outcome.DUPLICATE,
        }

    @property
    def public_answer(self):
        """The published answer, if readers can see it now."""
        return self.answer if self.answer and self.answer.is_live else None
