"""Guards the standing of a reviewed thing: its state, its review level and what else a decision sets.

Only a decision changes it. No save, no update and no insert of Django's does so by itself. What an ordinary save holds
of these fields is not written at all. So an instance that was read before a decision cannot take the decision back.
"""

from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache

from django.db import models
from django.db.models.signals import class_prepared, pre_delete
from django.dispatch import receiver

START = "draft"  # the state in which everything begins, and in which alone it may be deleted
_moved = ContextVar("the fields that may be moved now", default=frozenset())


@contextmanager
def moving(*names):
    """Within this context the fields `names` may be changed.

    It is for those who put the change on record. A test lists all who use it.
    """
    token = _moved.set(_moved.get() | set(names))
    try:
        yield
    finally:
        _moved.reset(token)


def _refuse(model, names):
    if names := sorted(set(names) - _moved.get()):
        raise TypeError(f"{model.__name__}: {', '.join(names)} changes by a decision alone, which leaves an entry.")


class StandingQuerySet(models.QuerySet):
    def update(self, **fields):
        _refuse(self.model, fields.keys() & self.model.all_that_stands())
        return super().update(**fields)

    def _update(self, values):
        _refuse(self.model, {field.name for field, _model, _value in values} & self.model.all_that_stands())
        return super()._update(values)

    def _insert(self, objs, fields, **options):
        starts = {name: self.model._meta.get_field(name).get_default() for name in self.model.STANDS}
        _refuse(self.model, (name for item in objs for name in starts if getattr(item, name) != starts[name]))
        overwritten = {field.name for field in options.get("update_fields") or ()}
        _refuse(self.model, overwritten & self.model.all_that_stands())
        return super()._insert(objs, fields, **options)

    def at_work(self):
        """Those that are on their way. What asks for some of them asks for this too, so that its index answers."""
        return self.filter(state__in=self.model.AT_WORK)

    def in_review(self):
        return self.at_work().filter(state="in_review")

    def drafts_of(self, user):
        return self.at_work().filter(state=START, author=user)

    def returned_to(self, user):
        """Drafts of `user` that a reviewer has sent back."""
        return self.drafts_of(user).filter(is_returned=True)

    def _raw_delete(self, using):
        raise TypeError(f"{self.model.__name__}: only a draft is deleted, and one by one.")


class Standing(models.Model):
    """A row that remembers its standing as it was read.

    So a save needs no query to see whether it would change the standing.
    """

    # The fields of the standing, and those that belong to it once the thing is approved.
    STANDS = ()
    STANDS_ONCE_APPROVED = ()
    # The states before approval.
    AT_WORK = (START, "in_review")

    objects = StandingQuerySet.as_manager()

    class Meta:
        abstract = True

    @classmethod
    def from_db(cls, db, field_names, values):
        item = super().from_db(db, field_names, values)
        item.remember()
        return item

    def refresh_from_db(self, using=None, fields=None, from_queryset=None):
        names = fields and list(fields)
        super().refresh_from_db(using, names, from_queryset)
        self.remember(names)

    def remember(self, names=None):
        """Take what it holds now, of `names` or of all fields of the standing, for what is in the database."""
        held = {name: self.__dict__[name] for name in self.all_that_stands() if name in self.__dict__}
        if names is not None:
            held = {**self.__dict__.get("_stood", {}), **{name: held[name] for name in held.keys() & set(names)}}
        self._stood = held

    def stood(self, names):
        """Return {name: value} of its standing in the database, or None where there is no such row.

        What was read is enough if it has all `names`; otherwise the database is asked.
        """
        stood = self.__dict__.get("_stood", {})
        if set(names) <= stood.keys():
            return stood
        return type(self)._base_manager.filter(pk=self.pk).values(*self.all_that_stands()).first()

    @classmethod
    @cache  # it is asked of every row that is read
    def all_that_stands(cls):
        return frozenset((*cls.STANDS, *cls.STANDS_ONCE_APPROVED))

    def _do_update(self, base_qs, using, pk_val, values, update_fields, forced_update):
        """Do Django's last step before an UPDATE, but keep the standing out of what is written.

        `values` are (field, model, value) of what is about to be written. Raises TypeError where that would change the
        standing and it may not be changed now (see `moving`).
        """
        written = {field.name: value for field, _model, value in values if field.name in self.all_that_stands()}
        wished = set()
        if written:
            stood = self.stood({"state", *written} if written.keys() - set(self.STANDS) else written)
            if stood is None:
                return False
            changed = {name for name in written if written[name] != stood[name]}
            is_free = stood.get("state") in self.AT_WORK
            wished = changed & set(self.STANDS_ONCE_APPROVED) if is_free else wished
            _refuse(type(self), changed - wished)
            values = [value for value in values if value[0].name not in written.keys() - changed]
        if wished - _moved.get():  # somebody may have approved it meanwhile
            base_qs = base_qs.filter(state__in=self.AT_WORK)
        with moving(*written):  # for this one statement
            updated = super()._do_update(base_qs, using, pk_val, values, update_fields, forced_update)
        if not updated:
            _refuse(type(self), wished)
        self.remember(written)
        return updated

    def _do_insert(self, *args, **kwargs):
        results = super()._do_insert(*args, **kwargs)
        self.remember()
        return results


@receiver(class_prepared)
def _guard(sender, **kwargs):
    if issubclass(sender, Standing):
        sender._meta.base_manager_name = "objects"  # by itself Django takes only that of the first base
        pre_delete.connect(_keep_what_is_no_draft, sender=sender)


def _keep_what_is_no_draft(instance, **kwargs):
    stood = instance.stood({"state"})
    if stood and stood["state"] != START:
        raise TypeError(f"{type(instance).__name__}: only a draft is deleted; what readers have seen is withdrawn.")
