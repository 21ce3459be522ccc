"""What has been said about urgent notices so far, message by message, and what is said now.

In CAP a message never changes. Whoever has something else to say sends another message, which names those
that it replaces. Nothing is stored for that here. A new message about a notice is due whenever the notice, or
one that follows it in its chain, is published, changed or withdrawn. These moments are on record. A message
is the notice together with one of them.
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

AFTERWARDS = timedelta(hours=24)  # for how long the feed tells that an alert is over
MOST = 200  # alerts in the feed
ENDINGS = {Relation.ENDS_EARLY, Relation.REPEALS}
ALERT, UPDATE, CANCEL = "Alert", "Update", "Cancel"  # CAP's msgType


@dataclass(frozen=True)
class Message:
    """What is said about a notice at one moment.

    `references` are the (notice, moment) of the messages before it. `follower` is the notice that takes over, or
    None.
    """

    notice: Notice
    sent: datetime
    type: str
    references: tuple
    follower: Notice | None

    @property
    def silent_at(self):
        """The moment from which the message need not be told any more."""
        return (self.notice.withdrawn_at or self.notice.over) + AFTERWARDS

    @property
    def is_all_clear(self):
        return self.type == CANCEL or self.notice.relation in ENDINGS


def second(moment):
    """Return `moment` without its fraction of a second. CAP has no fractions."""
    return moment.replace(microsecond=0)


def _is_taken_over(notice, at):
    return notice.taken_over_at is not None and second(notice.taken_over_at) <= at


class Messages:
    """The messages about `notices` and all that is public of their chains.

    One query besides that of `notices`.
    """

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
        """Return the Messages for those of `notices` that are in the chain of `notice`."""
        return cls._of_chains([notice.chain_key], notices)

    @classmethod
    def of_today(cls, notices):
        """Return the Messages for urgent notices that are to come, in force, or over for less than AFTERWARDS."""
        since = timezone.now() - AFTERWARDS
        lasting = Notice.objects.published().urgent().filter(over_at__gt=since).newest_first()
        withdrawn = Notice.objects.urgent().withdrawn().filter(withdrawn_at__gt=since)
        found = Notice.objects.any_of([lasting[:MOST], withdrawn.order_by("-withdrawn_at")[:MOST]])
        return cls._of_chains({notice.chain_key for notice in found.only("root")}, notices)

    @classmethod
    def _of_chains(cls, keys, notices):
        return cls(notices.public_or_withdrawn().filter(Q(pk__in=keys) | Q(root__in=keys)))

    def current(self):
        """Return the messages to be sent now: of notices to come, in force, or over for less than AFTERWARDS."""
        urgent = [notice for notice in self.notices.values() if notice.level == Level.URGENT]
        found = [self.about(notice) for notice in urgent if self.speaker(notice) is notice]
        return [message for message in found if message.silent_at > self.now]

    def speaker(self, notice):
        """Return the notice whose message tells about `notice`: itself, or an urgent one that has taken its place."""
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
        """Return the notice that takes over from `notice`, or None. Withdrawn ones are passed over.

        It is also None where the follower was itself taken back before its day.
        """
        is_taken_over = notice.known_takeover and not notice.is_withdrawn
        return self.notices.get(notice.next_id) if is_taken_over else None

    def _before(self, notice):
        """Return the notice that `notice` follows, or None. Withdrawn ones are passed over."""
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
        """Yield the (notice, moment) of what was said about `notice` before the moment `until`.

        If it took the place of an urgent notice, what was said about that one before comes after.
        """
        yield from ((notice, moment) for moment in sorted(self._moments(notice)) if moment < until)
        before = self._before(notice)
        if before and before.level == Level.URGENT and _is_taken_over(before, until):
            yield from self._earlier(before, second(before.taken_over_at))

    def _lives(self):
        """Return {key: moments} at which each notice was published, changed since, or withdrawn.

        Its first version is no change.
        """
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
