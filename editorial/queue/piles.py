"""The piles on a person's desk: what waits, how much of it, since when, and where the list is."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db.models import BigIntegerField, Case, CharField, Count, Exists, Min, OuterRef, Q, Value, When

from ..models import Proposal
from .age import age_of_oldest
from .matters import AT_WORK, ORDER, OVERRIDDEN, PROPOSED, REVIEW_LATER, recent_overrides


@dataclass(frozen=True)
class Pile:
    """A line of the queue. `kind` names what lies there, `note` says what is worth saying without opening it.

    `tone` is "warning" where something is due soon, "late" where its time has passed.
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
        return age_of_oldest(self.oldest) if self.oldest else ""


def own_piles(kinds, request):
    """What waits among the items of every kind: one query."""
    parts = [part for kind in kinds for part in (_at_work(kind, request), _to_review_later(kind, request))]
    found = [part for part in parts if part is not None]
    if not found:
        return []
    by_type = {type_of(kind): kind for kind in kinds}
    by_code = {matter.code: matter for matter in (*AT_WORK, REVIEW_LATER)}
    rows = found[0].union(*found[1:], all=True)
    # Where all that a query groups by is the same, an empty table has one group, of nothing.
    rows = [row for row in rows if row["matter"] and row["count"]]
    return [_pile(by_code[row["matter"]], by_type[row["about"]], row) for row in rows]


def _at_work(kind, request):
    """{about, matter, count, oldest} of what is on its way, or None where none of it can be for the person."""
    matters = [matter for matter in AT_WORK if matter.is_for(request, kind)]
    if not matters:
        return None
    State, items = kind.model.State, kind.model.objects.all()
    rows = items.filter(state__in=[State.DRAFT, State.IN_REVIEW])
    return _grouped(_sorted(rows, items, matters, request.user), kind)


def _to_review_later(kind, request):
    """The same of what was published urgently."""
    if not REVIEW_LATER.is_for(request, kind):
        return None
    rows = REVIEW_LATER.rows(kind.model.objects.all(), request.user).order_by()
    return _grouped(rows.annotate(matter=Value(REVIEW_LATER.code, output_field=CharField())), kind)


def _grouped(rows, kind):
    about = Value(type_of(kind), output_field=BigIntegerField())
    return rows.annotate(about=about).values("about", "matter").annotate(**_measured("state_since"))


def proposed_piles(kinds, request):
    """What waits among the proposed versions of every kind: one query."""
    concerned = {
        type_of(kind): (kind, [matter for matter in AT_WORK if matter.is_for(request, kind)]) for kind in kinds
    }
    rows = Proposal.objects.open().filter(content_type__in=[key for key, (_kind, asked) in concerned.items() if asked])
    found = _sorted(rows, Proposal.objects.all(), AT_WORK, request.user)
    found = found.values("content_type_id", "matter").annotate(**_measured("state_since"))
    piles = []
    for row in found:
        kind, asked = concerned[row["content_type_id"]]
        piles += [_pile(PROPOSED[matter], kind, row) for matter in asked if matter.code == row["matter"]]
    return piles


def overridden_piles(kinds, request):
    """The items of every kind whose pre-flight was overridden lately: one query."""
    concerned = {type_of(kind): kind for kind in kinds if OVERRIDDEN.is_for(request, kind)}
    # The word of an override outlives a draft that was deleted.
    there = Q(pk__in=[])
    for about, kind in concerned.items():
        there |= Q(content_type=about) & Exists(kind.model._base_manager.filter(pk=OuterRef("object_id")))
    found = recent_overrides().filter(there).order_by().values("content_type_id")
    measured = found.annotate(count=Count("object_id", distinct=True), oldest=Min("at"))
    return [_pile(OVERRIDDEN, concerned[row["content_type_id"]], row) for row in measured]


def in_order(piles):
    """As the queue shows them: by what is to be done, then by kind."""
    codes = [matter and matter.code for matter in ORDER]
    return sorted(piles, key=lambda pile: codes.index(pile.code if pile.code in codes else None))


def type_of(model_admin):
    return ContentType.objects.get_for_model(model_admin.model).pk


def _sorted(rows, all_rows, matters, user):
    """`rows` with the code of the one matter that each is to `user`, or none."""
    cases = [
        When(pk__in=matter.rows(all_rows, user).order_by().values("pk"), then=Value(matter.code)) for matter in matters
    ]
    return rows.order_by().annotate(matter=Case(*cases, default=Value(""), output_field=CharField()))


def _measured(since):
    return {"count": Count("pk"), "oldest": Min(since)}


def _pile(matter, model_admin, measured):
    return Pile(
        code=matter.code,
        word=matter.word,
        count=measured["count"],
        oldest=measured["oldest"],
        kind=model_admin.opts.verbose_name,
        url=f"{model_admin.url_of('changelist')}?desk={matter.code}",
    )
