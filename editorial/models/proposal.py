from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .. import rules, snapshots
from ..rules import Action
from ..standing import StandingQuerySet, moving
from .correction import LONGEST_CORRECTION
from .entry import Entry, Noted
from .kept import AboutItem
from .reviewed import Refused, Reviewed


class ProposalQuerySet(StandingQuerySet):
    def of(self, item):
        return self.filter(content_type=ContentType.objects.get_for_model(type(item)), object_id=item.pk)

    def awaiting(self, user):
        """Those in review that `user` may pass now: what `rules.reason_against` says, as rows."""
        # The item is named too: of all indexes, the one by item finds the few entries that count.
        about_item = {name: models.OuterRef(name) for name in ("content_type", "object_id")}
        record = Entry.objects.filter(proposal=models.OuterRef("pk"), **about_item)
        return self.in_review().filter(rules.is_for(user, record))


class Proposal(Reviewed, AboutItem):
    """修改稿: another text for a live item. It goes through the reviews while readers see the old one.

    It holds a snapshot, and touches no row of the item. When it is adopted, it replaces what the item holds. `base` is
    the version of the item that it was written on. Where the item has changed meanwhile, the proposal has to `catch_up`
    before it can be adopted.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        IN_REVIEW = "in_review", _("in review")
        ADOPTED = "adopted", _("adopted")
        DISCARDED = "discarded", _("discarded")

    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT, editable=False)
    base = models.PositiveIntegerField(_("written on version"), editable=False)
    data = models.JSONField(encoder=DjangoJSONEncoder, editable=False)
    correction = models.CharField(_("correction"), max_length=LONGEST_CORRECTION, blank=True)
    is_minor = models.BooleanField(_("minor"), default=False)
    unsettled = models.JSONField(
        default=list,
        editable=False,
        help_text=_("The names of what both this and the public text have changed, until somebody has looked."),
    )
    made_at = models.DateTimeField(_("made"), auto_now_add=True)

    objects = ProposalQuerySet.as_manager()

    is_approved = is_live = is_scheduled = False
    needs_later_review = False

    class Meta:
        verbose_name = _("proposed version")
        verbose_name_plural = _("proposed versions")
        ordering = ["pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "object_id"],
                condition=Q(state__in=["draft", "in_review"]),
                name="proposal_one_open_per_item",
            )
        ]

    def __str__(self):
        return self.data["fields"].get("title") or str(self.item)

    @property
    def item_model(self):
        """The model of the item. Whoever may change such items may work on this."""
        return self.content_type.model_class()

    @property
    def home(self):
        return self.item

    @property
    def is_open(self):
        return self.state in self.AT_WORK

    @property
    def is_behind(self):
        """Whether the item has changed since this was written on it."""
        return self.item.version != self.base

    @classmethod
    @transaction.atomic
    def begin(cls, item, user):
        """Return the open proposal for the live `item`, made by `user` where there is none yet.

        Raises Refused where the item is not live.
        """
        item = item.locked()
        if not item.is_live:
            raise Refused(_("Only what is public has a proposed version; what is not can be edited itself."))
        if proposal := item.open_proposal():
            return proposal
        item.keep_first_version()
        proposal = cls(item=item, author=user, base=item.version, data=snapshots.snapshot_of(item))
        proposal.save()
        proposal.note(Noted.PROPOSE, user)
        return proposal

    def as_item(self):
        """Return the item as it would be, in memory. Nothing of it may be saved."""
        return snapshots.as_item(self.item, self.data)

    def own_entries(self):
        return self.record.all()

    def own_versions(self):
        return self.versions.order_by("number")

    def locked(self):
        """Return this as it is now, locked until the transaction ends.

        The item is locked first, so that adoption finds it as it was read.
        """
        self.item.locked()
        return Proposal.objects.select_for_update(of=("self",)).get(pk=self.pk)

    def _entry(self, **fields):
        return Entry(item=self.item, proposal=self, title=str(self)[:200], **fields)

    def keep_version(self, user, data, remark="", **word):
        """Hold `data` from now on, and return it as the next Version; None where it is what is held already.

        `word` is what readers are to be told: `correction` and `is_minor`. Whoever decides has read it too, so a change
        of it alone makes another version.
        """
        if data == self.data and all(getattr(self, name) == value for name, value in word.items()):
            return None
        self.data = data
        for name, value in word.items():
            setattr(self, name, value)
        version = self.item._keep(data, user, timezone.now(), remark, proposal=self)
        self.version = version.number
        self.save(update_fields=["data", "version", *word])
        self.note(Noted.SAVE, user, remark)
        return version

    def base_data(self):
        """Return the snapshot that it was written on, with the item's placement as the proposal holds it.

        A proposal does not change the placement, which is decided without a version.
        """
        data, fields = self.item.versions.get(number=self.base).data, self.data["fields"]
        placement = {name: fields[name] for name in self.item_model.placement_fields if name in fields}
        return {**data, "fields": {**data["fields"], **placement}}

    def needs_a_word(self):
        """Whether what it changes is more than the item's placement."""
        return snapshots.content_differs(self.item_model, self.base_data(), self.data)

    def publication_problems(self):
        problems = self._faults(self.as_item()) + super().publication_problems()
        if self.data == self.base_data():
            problems.append(_("Nothing is changed yet."))
        elif self.needs_a_word() and bool(self.correction) == self.is_minor:
            problems.append(_("Write the correction that readers will see, or mark the change as minor."))
        return problems

    def _faults(self, item):
        """Return sentences about why `item`, in memory, cannot be adopted, whatever the checks say of it."""
        problems = snapshots.faults(item)
        _data, lost = snapshots.pruned(self.item_model, self.data)
        if lost:
            sentence = _("What this points to has been deleted meanwhile: %(names)s. Open it, look and save it.")
            problems.append(sentence % {"names": "、".join(map(str, lost))})
        if self.unsettled:
            sentence = _(
                "Both this and the public text have changed: %(names)s. This would undo what readers see; "
                "open it, compare and save it."
            )
            problems.append(sentence % {"names": "、".join(self.unsettled)})
        return problems

    def settle(self):
        """Note that somebody has looked at what both had changed, and has saved what is to stay."""
        self.unsettled = []
        self.save(update_fields=["unsettled"])

    def catch_up(self, user):
        """Take over what has changed in the item meanwhile.

        Where both changed the same thing, the proposal's own stays. Its name is in `unsettled` until the form is saved.
        """
        base, now = self.base_data(), snapshots.snapshot_of(self.item)
        merged = snapshots.merge(base, theirs=now, ours=self.data)
        both = snapshots.both_changed(base, theirs=now, ours=self.data)
        self.unsettled = [snapshots.label_of(self.item_model, name) for name in both]
        self.base = self.item.version
        self.save(update_fields=["base", "unsettled"])
        return self.keep_version(user, merged, _("took over what had changed in the public text"))

    def approve(self, user):
        """Replace what readers see. `locked` has locked the item's row.

        Raises Refused where the item is not public any more, has changed meanwhile, or would have faults.
        """
        item = self.item
        if not item.is_live:
            raise Refused(_("The article is not public any more; there is nothing to replace."))
        if self.is_behind:
            raise Refused(_("The public text has changed since this was written. Take the changes over, then decide."))
        # Rows can change without a save of the item, for example where a topic is put in order. Such a change stays.
        now = snapshots.snapshot_of(item)
        merged = snapshots.merge(self.base_data(), theirs=now, ours=self.data)
        if faults := self._faults(snapshots.as_item(item, merged)):
            raise Refused(faults)
        snapshots.write_back(item, merged)
        item.keep_version(user, _("the proposed version was adopted"))
        if self.correction:
            item.correct(user, self.correction)
        else:
            item.note_minor(user)
        self.state = self.State.ADOPTED

    def close(self, user):
        """Discard this proposal: its item is withdrawn, so there is nothing left to replace."""
        self.state = self.State.DISCARDED
        with moving("state"):
            self.save(update_fields=["state"])
        self.note(Action.DISCARD, user)

    def _apply_discard(self, user, comment):
        self.state = self.State.DISCARDED
