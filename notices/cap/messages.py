"""What has been said of urgent notices so far, message by message, and what is said now.

In CAP a message never changes: whoever has something else to say sends another one, which names
those that it takes the place of. Nothing is stored for that here. A notice is spoken of anew
whenever it, or one that follows it in its chain, is published, changed or withdrawn; these
moments are on record, and a message is the notice together with one of them.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from editorial.models import Version

from ..chains import Relation
from ..models import Notice
from ..models.level import Level

AFTERWARDS = timedelta(hours=24)  # for so long it is told that an alert is over
MOST = 200  # alerts in the feed
ENDINGS = {Relation.ENDS_EARLY, Relation.REPEALS}
ALERT, UPDATE, CANCEL = "Alert", "Update", "Cancel"  # CAP's msgType


@dataclass(frozen=True)
class Message:
    """`references` are the (notice, moment) of the messages before it; `follower` takes the notice over, or is None."""

    notice: Notice
    sent: datetime
    type: str
    references: tuple
    follower: Notice | None

    @property
    def silent_at(self):
        """When it need not be told any more."""
        return (self.notice.withdrawn_at or self.notice.over) + AFTERWARDS

    @property
    def is_all_clear(self):
        return self.type == CANCEL or self.notice.relation in ENDINGS


def second(moment):
    """CAP knows no fractions."""
    return moment.replace(microsecond=0)


def _is_taken_over(notice, at):
    return notice.taken_over_at is not None and second(notice.taken_over_at) <= at


class Messages:
    """The messages about `notices` and all that is public of their chains: one query beside those of `notices`."""

    def __init__(self, notices):
        self.now = timezone.now()
        self.notices = {notice.pk: notice for notice in notices}
        self.lives = self._lives()
        self.followers = defaultdict(list)
        for notice in self.notices.values():
            if notice.follows_id and notice.relation != Relation.RESULT:
                self.followers[notice.follows_id].append(notice)

    @classmethod
    def of_chain(cls, notice, notices):
        """The same for those of `notices` that stand in the chain of `notice`."""
        return cls._of_chains([notice.chain_key], notices)

    @classmethod
    def of_today(cls, notices):
        """The same for what is urgent and to come, in force, or over since a short while."""
        since = timezone.now() - AFTERWARDS
        lasting = Notice.objects.published().urgent().filter(over_at__gt=since).newest_first()
        withdrawn = Notice.objects.urgent().withdrawn().filter(withdrawn_at__gt=since)
        found = Notice.objects.any_of([lasting[:MOST], withdrawn.order_by("-withdrawn_at")[:MOST]])
        return cls._of_chains({notice.chain_key for notice in found.only("root")}, notices)

    @classmethod
    def _of_chains(cls, keys, notices):
        return cls(notices.public_or_withdrawn().filter(Q(pk__in=keys) | Q(root__in=keys)))

    def current(self):
        """The messages to be heard now: of what is to come, in force, or over since a short while."""
        urgent = [notice for notice in self.notices.values() if notice.level == Level.URGENT]
        found = [self.about(notice) for notice in urgent if self.speaker(notice) is notice]
        return [message for message in found if message.silent_at > self.now]

    def speaker(self, notice):
        """The notice whose message is to be heard about `notice`: its own, or that of an urgent one in its place."""
        follower = self._follower(notice)
        if follower and follower.level == Level.URGENT and _is_taken_over(notice, self._sent(follower)):
            return self.speaker(follower)
        return notice

    def about(self, notice):
        """Return the Message about `notice` now."""
        sent, follower = self._sent(notice), self._follower(notice)
        references = tuple(self._earlier(notice, sent))
        before = self._before(notice)
        ends_another = notice.relation in ENDINGS and before in {earlier for earlier, _moment in references}
        is_ended = follower and notice.over == notice.taken_over_at and _is_taken_over(notice, sent)
        if notice.is_withdrawn or is_ended or ends_another:
            msg_type = CANCEL
        else:
            msg_type = UPDATE if references else ALERT
        return Message(notice, sent, msg_type, references, follower)

    def _follower(self, notice):
        """Who takes `notice` over, what was withdrawn passed over; None where that was taken back before its day."""
        is_taken_over = notice.known_takeover and not notice.is_withdrawn
        return self.notices.get(notice.next_id) if is_taken_over else None

    def _before(self, notice):
        """Whom `notice` follows, what was withdrawn passed over, or None."""
        before = self.notices.get(notice.follows_id)
        while before and before.is_withdrawn:
            before = self.notices.get(before.follows_id)
        return before

    def _sent(self, notice):
        return max(self._moments(notice))

    def _moments(self, notice):
        moments = set(self.lives[notice.pk])
        for later in self.followers[notice.pk]:
            moments |= self._moments(later)
        return moments

    def _earlier(self, notice, until):
        """What was said of `notice` before the moment `until`, and before that of the one whose place it has taken."""
        yield from ((notice, moment) for moment in sorted(self._moments(notice)) if moment < until)
        before = self._before(notice)
        if before and before.level == Level.URGENT and _is_taken_over(before, until):
            yield from self._earlier(before, second(before.taken_over_at))

    def _lives(self):
        """{key: moments} at which each was published, changed since, or withdrawn. Its first version is no change."""
        changes = defaultdict(list)
        versions = Version.objects.about(Notice).filter(proposal=None, object_id__in=self.notices).order_by("number")
        for key, moment in versions.values_list("object_id", "saved_at"):
            changes[key].append(moment)
        return {
            key: {
                second(moment)
                for moment in (notice.publish_at, *changes[key][1:], notice.withdrawn_at)
                if moment and notice.publish_at <= moment <= self.now
            }
            for key, notice in self.notices.items()
        }
