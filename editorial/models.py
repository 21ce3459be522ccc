"""What every published thing shares: its state, its decisions, its publication time."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey, GenericRelation
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import DEFAULT_DB_ALIAS, models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from . import rules
from .querysets import PublishableQuerySet
from .rules import Action

LONGEST_COMMENT = 200  # characters


class KeptRelation(GenericRelation):
    """Rows that outlive what they are about: a draft may be deleted, the record of what was decided on it stays."""

    def bulk_related_objects(self, objs, using=DEFAULT_DB_ALIAS):
        return self.remote_field.model._base_manager.none()


class Refused(ValidationError):
    """An action that the rules or the item's own faults forbid; its messages are for the person who tried."""


class Publishable(models.Model):
    """Draft, in review, approved, withdrawn; and when.

    *Scheduled* and *live* are no states: an approved item is live from `publish_at` on, and
    nothing has to run at that minute for it to be true. All changes of state go through
    `decide`, which asks `rules` and leaves a Decision behind.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        IN_REVIEW = "in_review", _("in review")
        APPROVED = "approved", _("approved")
        WITHDRAWN = "withdrawn", _("withdrawn")

    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT, editable=False)
    review_level = models.PositiveSmallIntegerField(_("review level"), default=1, editable=False)
    publish_at = models.DateTimeField(
        _("publication time"),
        null=True,
        blank=True,
        help_text=_("Left empty, it is the moment of approval. A later time is an embargo."),
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        editable=False,
        related_name="+",
        verbose_name=_("entered by"),
    )
    created_at = models.DateTimeField(_("entered"), auto_now_add=True)
    updated_at = models.DateTimeField(_("last saved"), auto_now=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, editable=False)
    withdrawn_reason = models.CharField(
        _("reason for withdrawal"), max_length=LONGEST_COMMENT, blank=True, editable=False
    )
    decisions = KeptRelation("editorial.Decision")

    objects = PublishableQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="approved") | Q(publish_at__isnull=False),
                name="%(class)s_approved_has_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_reason="")),
                name="%(class)s_withdrawn_says_why",
            ),
        ]

    @property
    def is_live(self):
        return self.state == self.State.APPROVED and self.publish_at <= timezone.now()

    @property
    def is_scheduled(self):
        return self.state == self.State.APPROVED and self.publish_at > timezone.now()

    @property
    def status(self):
        """The word an editor reads: the state, with approved told apart into scheduled and live."""
        if self.is_live:
            return _("live")
        if self.is_scheduled:
            return _("scheduled")
        return self.get_state_display()

    def has_passed_before(self, user):
        """Whether `user` has passed an earlier level of this item since it was last submitted anew.

        The level that it stands at does not count: who passed it there and had it returned
        may pass it there again.
        """
        passed = self.decisions.filter(actor=user, action=Action.PASS, level__lt=self.review_level)
        last_start = self.decisions.filter(action=Action.SUBMIT, level=1).order_by("pk").last()
        return passed.filter(pk__gt=last_start.pk).exists() if last_start else passed.exists()

    def was_submitted_by(self, user):
        """Whether it is `user` who last submitted this item."""
        last = self.decisions.filter(action=Action.SUBMIT).order_by("pk").last()
        return last is not None and last.actor_id == user.pk

    def available_actions(self, user):
        """The actions that `user` may take now, in the order of the buttons."""
        return [action for action in Action if rules.reason_against(action, user, self) is None]

    def publication_problems(self):
        """Sentences about what must be mended before readers may see this; subclasses add theirs."""
        return []

    @transaction.atomic
    def decide(self, action, user, comment=""):
        """Do `action` as `user`, record it, and return the Decision.

        The row is locked and read anew first, so of two people who press at once only one
        decides. Raises Refused, with the item unchanged, where the rules say no, a needed
        comment is missing, or the item is not fit to be published.
        """
        current = type(self).objects.select_for_update().get(pk=self.pk)
        action, comment = Action(action), comment.strip()
        if reason := rules.reason_against(action, user, current):
            raise Refused(reason)
        if action in rules.NEEDS_COMMENT and not comment:
            raise Refused(_("Say why: this needs a comment."))
        if len(comment) > LONGEST_COMMENT:
            raise Refused(
                _("The comment has %(length)d characters; %(limit)d are the most.")
                % {"length": len(comment), "limit": LONGEST_COMMENT}
            )
        if action in {Action.SUBMIT, Action.PASS} and (problems := current.publication_problems()):
            raise Refused(problems)
        decision = Decision(item=current, action=action, actor=user, level=current.review_level, comment=comment)
        getattr(current, f"_apply_{action}")(comment)
        current.save(update_fields=["state", "review_level", "publish_at", "withdrawn_at", "withdrawn_reason"])
        decision.save()
        for field in ("state", "review_level", "publish_at", "withdrawn_at", "withdrawn_reason"):
            setattr(self, field, getattr(current, field))
        return decision

    def _apply_submit(self, comment):
        self.state = self.State.IN_REVIEW

    def _apply_recall(self, comment):
        self.state, self.review_level = self.State.DRAFT, 1

    def _apply_pass(self, comment):
        if self.review_level < settings.REVIEW_LEVELS:
            self.review_level += 1
            return
        self.state = self.State.APPROVED
        # An embargo that passed while the item waited: it is published now, not in the past.
        self.publish_at = max(self.publish_at or timezone.now(), timezone.now())

    def _apply_return(self, comment):
        self.state = self.State.DRAFT

    def _apply_withdraw(self, comment):
        self.state = self.State.WITHDRAWN
        self.withdrawn_at = timezone.now()
        self.withdrawn_reason = comment


class Decision(models.Model):
    """One step of an item's way to the reader. Written once, never changed, never deleted."""

    content_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+")
    object_id = models.PositiveBigIntegerField()
    item = GenericForeignKey()
    action = models.CharField(_("action"), max_length=10, choices=Action)
    level = models.PositiveSmallIntegerField(_("review level"))
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("person"))
    comment = models.CharField(_("comment"), max_length=LONGEST_COMMENT, blank=True)
    at = models.DateTimeField(_("time"), auto_now_add=True)

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["pk"]
        indexes = [models.Index(fields=["content_type", "object_id"], name="decision_by_item")]
        default_permissions = ("view",)
        permissions = [
            ("first_review", _("Can pass the first review (一审)")),
            ("second_review", _("Can pass the second review (二审)")),
            ("final_review", _("Can pass the final review (三审), withdraw, and edit what is public")),
        ]

    def __str__(self):
        return f"{self.get_action_display()} · {self.actor}"

    def save(self, *args, **kwargs):
        if self.pk:
            raise TypeError("A decision is never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError("A decision is never deleted.")
