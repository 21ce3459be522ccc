"""The counts on a person's desk: what waits, how much of it, since when, and where the list is."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.contenttypes.models import ContentType
from django.db.models import BigIntegerField, Case, CharField, Count, Exists, F, Min, OuterRef, Q, Value, When
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext as _

from dates.spans import minutes_words, span_words

from ..models import Proposal
from .queue_rules import AT_WORK, ORDER, OVERRIDDEN, PROPOSED, REVIEW_LATER, recent_overrides


@dataclass(frozen=True)
class QueueCount:
    """A line of the queue: `count` items with the rule `code`, of which the oldest has waited since `oldest`.

    `kind` names what they are. `note` says what is worth saying without opening the list. `tone` is "warning" where
    something is due soon, and "late" where its time has passed.
    """

    code: str
    word: str
    count: int
    url: str
    oldest: datetime | None = None
    kind: str = ""
    note: str = ""
    tone: str = ""

    @property
    def age(self):
        """How long the oldest has waited, in words, in the largest unit that this fills: “最久3天”."""
        if not self.oldest:
            return ""
        waited = timezone.now() - self.oldest
        if waited < timedelta(minutes=1):
            return _("just now")
        return _("oldest %(span)s") % {"span": span_words(waited, smallest=minutes_words)}


def counts_of(kinds, request):
    """Return a QueueCount for each kind and rule by which items, or their proposed versions, wait for the person.

    It is one query. `kinds` are model admins.
    """
    parts = [part for kind in kinds for part in (_at_work(kind, request), _to_review_later(kind, request))]
    parts += [_proposed(kinds, request), _overridden(kinds, request)]
    found = [part for part in parts if part is not None]
    if not found:
        return []
    by_type = {type_of(kind): kind for kind in kinds}
    by_code = {rule.code: rule for rule in ORDER if rule}
    # Where everything that a query groups by is the same, an empty table yields one group, without any rows in it.
    rows = [row for row in found[0].union(*found[1:], all=True) if row["rule"] and row["count"]]
    found = [(by_code[row["rule"]], by_type[row["about"]], row) for row in rows]
    # The proposed versions of all kinds are sorted together, for anybody whom one of the kinds concerns. So it is asked
    # once more whether this kind concerns the person.
    return [_counted(rule, kind, row) for rule, kind, row in found if rule.is_for(request, kind)]


def _at_work(kind, request):
    """Return rows {about, rule, count, oldest} of what is on its way; None where none of it can be for the person."""
    rules_at_work = [rule for rule in AT_WORK if rule.is_for(request, kind)]
    if not rules_at_work:
        return None
    items, codes = kind.model.objects.all(), {rule: rule.code for rule in rules_at_work}
    return _grouped(_sorted(items.at_work(), items, codes, request.user), Value(type_of(kind)))


def _to_review_later(kind, request):
    """Return the same of what was published urgently."""
    if not REVIEW_LATER.is_for(request, kind):
        return None
    rows = REVIEW_LATER.rows(kind.model.objects.all(), request.user).order_by()
    return _grouped(rows.annotate(rule=Value(REVIEW_LATER.code, output_field=CharField())), Value(type_of(kind)))


def _proposed(kinds, request):
    """Return the same of the proposed versions of all kinds."""
    rules_at_work = [rule for rule in AT_WORK if any(rule.is_for(request, kind) for kind in kinds)]
    if not rules_at_work:
        return None
    rows = Proposal.objects.at_work().filter(content_type__in=map(type_of, kinds))
    codes = {rule: PROPOSED[rule].code for rule in rules_at_work}
    return _grouped(_sorted(rows, Proposal.objects.all(), codes, request.user), F("content_type_id"))


def _overridden(kinds, request):
    """Return the same of the items of all kinds whose pre-flight was overridden lately."""
    concerned = [kind for kind in kinds if OVERRIDDEN.is_for(request, kind)]
    if not concerned:
        return None
    # An override outlives a draft that was deleted, so only items that exist are counted.
    there = Q(pk__in=[])
    for kind in concerned:
        there |= Q(content_type=type_of(kind)) & Exists(kind.model._base_manager.filter(pk=OuterRef("object_id")))
    rows = recent_overrides().filter(there).order_by()
    rows = rows.annotate(rule=Value(OVERRIDDEN.code, output_field=CharField()))
    return _grouped(rows, F("content_type_id"), Count("object_id", distinct=True), Min("at"))


def _grouped(rows, about, count=None, oldest=None):
    """Return `rows` grouped by content type and rule, with the same columns in every part of the union.

    `about` is the expression for the key of the items' content type.
    """
    rows = rows.annotate(about=Cast(about, BigIntegerField())).values("about", "rule")
    return rows.annotate(count=count or Count("pk"), oldest=oldest or Min("state_since"))


def in_order(counts):
    """Return `counts` as the queue shows them: by what is to be done, then by kind."""
    codes = [rule and rule.code for rule in ORDER]
    return sorted(counts, key=lambda line: codes.index(line.code if line.code in codes else None))


def type_of(model_admin):
    return ContentType.objects.get_for_model(model_admin.model).pk


def _sorted(rows, all_rows, codes, user):
    """Annotate each of `rows` with `rule`: the code of the one rule that holds for the row and `user`, or "".

    `codes` is {rule: code}. `all_rows` are the rows among which a rule looks.
    """
    cases = [
        When(pk__in=rule.rows(all_rows, user).order_by().values("pk"), then=Value(code)) for rule, code in codes.items()
    ]
    return rows.order_by().annotate(rule=Case(*cases, default=Value(""), output_field=CharField()))


def _counted(rule, model_admin, measured):
    return QueueCount(
        code=rule.code,
        word=rule.word,
        count=measured["count"],
        oldest=measured["oldest"],
        kind=model_admin.opts.verbose_name,
        url=f"{model_admin.url_of('changelist')}?desk={rule.code}",
    )
