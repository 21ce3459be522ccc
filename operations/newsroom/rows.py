"""Makes the rows that a paper lacks. What is there is told apart by its name or its address, and left alone."""

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from directory.models import Authority, Hotline, Place
from notices.bulk.known import Known
from notices.bulk.typed import plain
from questions.models import Desk

User = get_user_model()


class Rows:
    """Makes rows of one run, and knows which rows it has already met."""

    def __init__(self, report):
        self.report = report
        self._met = set()

    def make_all(self, name, table, tables):
        """Make a row of the KindOfRow `table` for each of `tables`, the dicts of the list `name`."""
        known = Known()
        for number, said in enumerate(tables, start=1):
            called = str(said.get(table.name, "")).strip()
            place = _("[[%(name)s]] no. %(number)d “%(called)s”") % {"name": name, "number": number, "called": called}
            with self.report.at(place):
                self._make(table, said, number, called, known)

    def found(self, model, said, named):
        """Return the row of `model` with the fields `named`, or with the address that `said` gives; or None.

        Raises ValidationError where the file has named the same row before.
        """
        row = model.objects.filter(**named).first()
        if not row and said.get("slug"):
            row = model.objects.filter(slug=said["slug"]).first()
        if row:
            self.meet(row)
        return row

    def meet(self, row):
        """Note that the file names `row`. Raises ValidationError where it has done so before."""
        key = (type(row), row.pk)
        if key in self._met:
            raise ValidationError(_("This stands in the file twice."))
        self._met.add(key)

    def store(self, row):
        """Check `row` as the admin would, save it, and note that it was made."""
        row.full_clean()
        row.save()
        self.meet(row)
        self.report.make(row._meta.verbose_name, row)

    def _make(self, table, said, number, called, known):
        if not called:
            raise ValidationError(_("“%s” is missing.") % table.name)
        if row := self.found(table.model, said, {table.name: called}):
            now = str(row) if getattr(row, table.name) != called else ""
            self.report.there(row._meta.verbose_name, called, now)
            return
        row, many = table.model(order=number), {}
        for key, value in said.items():
            field = table.model._meta.get_field(key)
            try:
                if field.many_to_many:
                    many[key] = [_related(field.related_model, one, known) for one in value]
                elif field.is_relation:
                    setattr(row, key, _related(field.related_model, value, known))
                else:
                    setattr(row, key, value_of(field, value))
            except ValidationError as fault:
                raise ValidationError({key: fault.messages}) from None
        if isinstance(row, Desk):
            _check_desk(row)
        self.store(row)
        for key, rows in many.items():
            getattr(row, key).set(rows)


def value_of(field, said):
    """Return what `said` means for `field`: for a field with choices either the value or the word that people read."""
    if isinstance(said, str):
        said = said.strip()
    if not field.choices:
        return field.to_python(said)
    for value, label in field.choices:
        if said == value or plain(str(said)) == plain(str(label)):
            return value
    words = "、".join(str(label) for _value, label in field.choices)
    raise ValidationError(_("“%(said)s” is none of: %(words)s.") % {"said": said, "words": words})


def _related(model, said, known):
    said = str(said).strip()
    if model is Place:
        return one_place(known, said)
    if model is Authority:
        return known.authority(said)
    if model is Hotline:
        return known.hotline(said, None)
    if person := User.objects.filter(username=said, is_active=True).first():
        return person
    raise ValidationError(_("There is no account “%s”. Name the person under [[person]] first.") % said)


def one_place(known, said):
    """Return the place that `said` names by name, or with what it lies in where several are called so."""
    if len(places := known.places(said)) == 1:
        return places[0]
    raise ValidationError(_("Name one place."))


def _check_desk(desk):
    if desk.collects_comments:
        raise ValidationError({"kind": _("A desk for comments is opened by its notice, and not here.")})
    if not desk.head_id:
        raise ValidationError({"head": _("Say by user name who heads this desk.")})
