"""Where something is used. An editor asks this before changing the thing, and must know it before deleting it."""

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
    """The items that use something.

    `shown` has a tuple (kind, title, status, address) for each item that the asker may see. The status is what the item
    calls `status_in_words`, such as “draft”; it is empty for what has none, such as an authority.
    """

    shown: list = field(default_factory=list)
    others: int = 0  # how many are not shown: too many, or not for the asker to see

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

    A row uses an object if it points to it by a protected foreign key, or lists it in a many-to-many relation. Where
    such a row has no page in the admin, as a gallery entry has none, the item that it belongs to is named instead. The
    number of queries grows with the kinds of item only.
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
    """Return a list of querysets, one for each kind of item: those items that use `objects`, a list of one model."""
    return [owner._default_manager.filter(condition) for owner, condition in _conditions_by_owner(objects).items()]


def is_in_approved_use(thing):
    """Whether `thing` is used by something that readers see, or will see at its time.

    The items that use it say which of them are approved. Items that know no such state, such as topics, count as
    public.
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
    """Return {model: Q} for the items that use `objects`, or that use what would be deleted along with them."""
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
    """Yield (holder, key, column) for each relation that uses rows of `model`.

    `holder` is the model that uses them and `key` its field. `column` is its column that names the item it belongs to.
    """
    for relation in filter(_is_use, _relations_to(model)):
        yield relation.related_model, relation.field, _owner(relation.related_model, relation.field)[1]


def _relations_to(model):
    relations = model._meta.get_fields(include_hidden=True)
    return [relation for relation in relations if relation.auto_created and relation.one_to_many]


def _is_use(relation):
    return relation.on_delete is PROTECT or relation.related_model._meta.auto_created


def _owner(holder, key):
    """Return the model that rows of `holder` belong to, and the column of `holder` that names the row of that model.

    A gallery entry is deleted along with its article, so it belongs to the article. An article belongs to itself.
    """
    for other in holder._meta.concrete_fields:
        if other.many_to_one and other is not key and other.remote_field.on_delete is CASCADE:
            return other.related_model, other.attname
    return holder, "pk"


def _visible(owner, request, admin_site):
    if not admin_site.is_registered(owner):
        return owner._base_manager.none()  # it has no page at the desk, such as an authority's promise
    model_admin = admin_site.get_model_admin(owner)
    queryset = model_admin.get_queryset(request)
    return queryset if model_admin.has_view_permission(request) else queryset.none()


def _describe(item, admin_site):
    meta = item._meta
    address = reverse(f"{admin_site.name}:{meta.app_label}_{meta.model_name}_change", args=[item.pk])
    return capfirst(meta.verbose_name), str(item), getattr(item, "status_in_words", ""), address
