"""Where something is used: what an editor asks before changing it, and must know to delete it."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import CASCADE, PROTECT, Count, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import ngettext

MOST_SHOWN = 20


@dataclass
class Usage:
    """The items that use something: (kind, title, status, address) for those that the asker may see."""

    shown: list = field(default_factory=list)
    others: int = 0  # not shown: too many, or not the asker's to see

    def __bool__(self):
        return bool(self.shown or self.others)

    @property
    def lines(self):
        """Each use as a line for a list in the admin."""
        lines = [self._line(*use) for use in self.shown]
        if self.others:
            lines.append(ngettext("and %(count)d other", "and %(count)d others", self.others) % {"count": self.others})
        return lines

    def _line(self, kind, title, status, address):
        linked = format_html('<a href="{}">{}</a>', address, title)
        return format_html("{}：{}（{}）", kind, linked, status) if status else format_html("{}：{}", kind, linked)


def usage_of(objects, request, admin_site):
    """Return the Usage of `objects`, all of one model, as the user of `request` may see it.

    Whatever holds on to an object by a protected foreign key or lists it by a many-to-many
    one is a use. A row that has no page in the admin, such as a gallery entry, stands for
    the item that it belongs to. The number of queries grows with the kinds of item only.
    """
    usage = Usage()
    for owner, condition in _conditions_by_owner(objects).items():
        total = owner._base_manager.filter(condition).count()
        if not total:
            continue
        visible = list(_visible(owner, request, admin_site).filter(condition)[:MOST_SHOWN])
        usage.shown += [_describe(item, admin_site) for item in visible]
        usage.others += total - len(visible)
    return usage


def users_of(objects):
    """Return a queryset for each kind of item: those that use `objects`, a list of one model."""
    return [owner._default_manager.filter(condition) for owner, condition in _conditions_by_owner(objects).items()]


def is_in_approved_use(thing):
    """Whether something that readers see, or will at its time, uses `thing`.

    The items that use it say which of them are approved; what knows no such state, as a topic, is held to be public.
    """
    return any(getattr(items, "approved", items.all)().exists() for items in users_of([thing]))


def with_uses(queryset):
    """Annotate each row of `queryset` with `uses`: in how many items it is used."""
    count = Value(0)
    for holder, key, column in _uses(queryset.model):
        rows = holder._base_manager.filter(**{key.name: OuterRef("pk")}).order_by().values(key.name)
        used = rows.annotate(uses=Count(column, distinct=True)).values("uses")
        count = count + Coalesce(Subquery(used), 0)
    return queryset.annotate(uses=count)


def _conditions_by_owner(objects):
    """Return, by model, the condition on the items that use `objects` or what would be deleted along with them."""
    conditions = defaultdict(Q)
    model = objects[0]._meta.model if isinstance(objects, list) else objects.model
    for relation in _relations_to(model):
        holder, key = relation.related_model, relation.field
        rows = holder._base_manager.filter(**{f"{key.name}__in": objects})
        if _is_use(relation):
            owner, column = _owner(holder, key)
            conditions[owner] |= Q(pk__in=rows.values(column))
        elif relation.on_delete is CASCADE:
            for owner, condition in _conditions_by_owner(rows).items():
                conditions[owner] |= condition
    return conditions


def _uses(model):
    """Yield (holder, key, column) of what holds on to rows of `model`: `column` names the item that a holder is of."""
    for relation in filter(_is_use, _relations_to(model)):
        yield relation.related_model, relation.field, _owner(relation.related_model, relation.field)[1]


def _relations_to(model):
    relations = model._meta.get_fields(include_hidden=True)
    return [relation for relation in relations if relation.auto_created and relation.one_to_many]


def _is_use(relation):
    return relation.on_delete is PROTECT or relation.related_model._meta.auto_created


def _owner(holder, key):
    """Return the model that a `holder` belongs to, and the column of `holder` that names its row.

    A gallery entry, which is deleted along with its article, belongs to the article; an
    article belongs to nothing but itself.
    """
    for other in holder._meta.concrete_fields:
        if other.many_to_one and other is not key and other.remote_field.on_delete is CASCADE:
            return other.related_model, other.attname
    return holder, "pk"


def _visible(owner, request, admin_site):
    if not admin_site.is_registered(owner):
        return owner._base_manager.none()  # nobody looks at it at the desk, such as at an authority's promise
    model_admin = admin_site.get_model_admin(owner)
    queryset = model_admin.get_queryset(request)
    return queryset if model_admin.has_view_permission(request) else queryset.none()


def _describe(item, admin_site):
    meta = item._meta
    address = reverse(f"{admin_site.name}:{meta.app_label}_{meta.model_name}_change", args=[item.pk])
    return capfirst(meta.verbose_name), str(item), getattr(item, "status", ""), address
