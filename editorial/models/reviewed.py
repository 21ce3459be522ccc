"""What goes through the reviews: the items themselves, and proposed versions of what is public."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from editing.person_names import name_of

from .. import preflight, rules
from ..rules import Action
from ..signals import decided
from ..standing import Standing, moving
from .entry import LONGEST_COMMENT, Entry, Noted
from .override import Override

# The words for what is no state by itself.
STATUS_WORDS = {"live": _("live"), "scheduled": _("scheduled"), "returned": _("returned")}


class Refused(ValidationError):
    """Raised where the rules or the item's own faults forbid an action. Its messages are for the person who tried."""


class Reviewed(Standing):
    """Something that is written by one person and passed by others, level by level.

    All changes of state go through `decide`, which asks `rules` and leaves an Entry. A subclass declares `state` (with
    DRAFT and IN_REVIEW among its choices) and `is_approved`. `_apply_<action>` says what an action does; a subclass
    adds those that are not here, and `approve` for the last pass.
    """

    review_level = models.PositiveSmallIntegerField(_("review level"), default=1, editable=False)
    is_returned = models.BooleanField(_("returned"), default=False, editable=False)
    state_since = models.DateTimeField(_("in this state since"), default=timezone.now, editable=False)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        editable=False,
        related_name="+",
        verbose_name=_("entered by"),
    )
    version = models.PositiveIntegerField(_("version"), default=0, editable=False)

    # The fields that `decide` may change.
    WAY = ("state", "review_level", "is_returned", "state_since")
    # The fields that nothing else may change. `state_since` is only for the queue, and anything may change it.
    STANDS = ("state", "review_level", "is_returned")

    class Meta:
        abstract = True

    @property
    def status_code(self):
        """The status as a code: the state, or `returned` for a draft that was sent back."""
        return "returned" if self.is_returned else self.state

    @property
    def status_word(self):
        """The word that an editor reads for `status_code`."""
        return STATUS_WORDS.get(self.status_code) or self.get_state_display()

    @property
    def status_in_words(self):
        """How it stands, as whoever lists things of many kinds reads it: `status_word`, and what a kind adds."""
        return str(self.status_word)

    def has_passed_before(self, user):
        """Whether `user` has passed an earlier level of this item since it was last submitted anew.

        The present level does not count: whoever passed it, and then had the item returned, may pass it again.
        """
        entries = self.own_entries()
        passed = entries.filter(actor=user, action=Action.PASS, level__lt=self.review_level)
        last_start = entries.filter(action=Action.SUBMIT, level=1).order_by("pk").last()
        return passed.filter(pk__gt=last_start.pk).exists() if last_start else passed.exists()

    def was_submitted_by(self, user):
        """Whether `user` was the last to submit this."""
        last = self.own_entries().filter(action=Action.SUBMIT).order_by("pk").last()
        return last is not None and last.actor_id == user.pk

    def available_actions(self, user):
        """The actions that `user` may take now, in the order of the buttons."""
        return [action for action in Action if rules.reason_against(action, user, self) is None]

    @transaction.atomic
    def decide(self, action, user, comment="", seen=None):
        """Do `action` as `user`, record it, and return the Entry.

        The row is first locked and read anew, so of two people who press at once only one decides. `seen` is the number
        of the version that the person had before them, or None. Raises Refused, with nothing changed, where the rules
        say no, there is another version by now, a needed comment is missing, a comment cannot be kept, or the item is
        not fit to be published.
        """
        current = self.locked()
        action, comment = Action(action), comment.strip()
        if reason := rules.reason_against(action, user, current):
            raise Refused(reason)
        if seen is not None and seen != current.version:
            raise Refused(self._changed_since(seen, current))
        if action in rules.NEEDS_COMMENT and not comment:
            raise Refused(_("Say why: this needs a comment."))
        if faults := preflight.faults_of(_("comment"), comment, LONGEST_COMMENT):
            raise Refused(faults)
        if action in rules.NEEDS_FITNESS and (problems := current.publication_problems()):
            raise Refused(problems)
        entry = current.note(action, user, comment)
        current.is_returned = False
        getattr(current, f"_apply_{action}")(user, comment)
        current.state_since = timezone.now()
        with moving(*self.WAY):
            current.save(update_fields=self.WAY)
        for field in self.WAY:
            setattr(self, field, getattr(current, field))
        self.remember(self.WAY)
        decided.send(type(self), item=self, entry=entry)
        return entry

    def _changed_since(self, seen, current):
        last = current.own_versions().last()
        if last is None or not 0 <= seen < current.version:
            return _("It is not known which version you had before you. Read it again, then decide.")
        return _("%(person)s has changed it since you opened it (version %(number)d). Read it again, then decide.") % {
            "person": name_of(last.saved_by),
            "number": current.version,
        }

    def note(self, action, user, comment=""):
        """Put on record that `user` did `action`; return the Entry."""
        entry = self._entry(
            action=action, actor=user, level=self.review_level, comment=comment, version=self.version or None
        )
        entry.save()
        return entry

    @transaction.atomic
    def override(self, digest, user, reason):
        """Override the one block with this `digest`, for the `reason` given, and return the Finding.

        The block must be met once more in what is stored now. Raises Refused where it is not there, the reason is
        missing or cannot be kept, or `user` may not override it.
        """
        current, reason = self.locked(), reason.strip()
        if not rules.may_override(user, current):
            raise Refused(_("Only a final reviewer who did not write it can override a check."))
        met = {finding.digest: finding for finding in preflight.run(current.as_item(), preflight.BLOCKS).blocks}
        if digest not in met:
            raise Refused(_("This is not in the text any more, or somebody has overridden it already."))
        if not reason:
            raise Refused(_("Say why it may stand: an override needs a reason."))
        if faults := preflight.faults_of(_("reason"), reason, LONGEST_COMMENT):
            raise Refused(faults)
        Override(item=current.home, code=met[digest].code, digest=digest, reason=reason, actor=user).save()
        current.note(Noted.OVERRIDE, user, reason)
        return met[digest]

    def publication_problems(self):
        """Sentences about what must be mended, or overridden, before readers may see this."""
        return [str(finding.message) for finding in preflight.run(self.as_item(), preflight.BLOCKS).blocks]

    def as_item(self):
        """Return what readers would see: this, or for a proposed version the item as it would be."""
        return self

    @property
    def item_model(self):
        """The kind of item that this is, or is a proposed version of."""
        return type(self)

    @property
    def home(self):
        """The item that readers know: this, or what this is a proposed version of."""
        return self

    def _entry(self, **fields):
        return Entry(item=self, title=str(self)[:200], **fields)

    def _apply_submit(self, user, comment):
        self.state = self.State.IN_REVIEW

    def _apply_recall(self, user, comment):
        self.state, self.review_level = self.State.DRAFT, 1

    def _apply_pass(self, user, comment):
        if rules.is_last_review(self):
            self.approve(user)
        else:
            self.review_level += 1

    def _apply_return(self, user, comment):
        self.state, self.is_returned = self.State.DRAFT, True
