"""What was typed into a form that cannot be taken, given back in the words of the form, to be read and copied."""

from dataclasses import dataclass

from django.apps import apps
from django.conf import settings
from django.contrib.admin.utils import flatten_fieldsets
from django.db import Error
from django.db.models import BooleanField
from django.forms.models import _get_foreign_key
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from declarations.findable import DECLARED
from text.numbers import number_in

from .forms import CorrectionForm, DecisionForm
from .preflight.passage import plain_text
from .richtext import MOST_TAGS, RichTextField, sanitise

PARTS_OF_A_MOMENT = ("0", "1")  # a day and a time are sent apart


@dataclass(frozen=True)
class Typed:
    """What was typed into one field. Rich text is there twice: to be read, and as `html` to be put back."""

    label: str
    text: str
    html: str = ""


def typed_in(request, desk=None):
    """Return a list of Typed: what was typed into the form of `request`, in the order of the form of `desk`, an admin.

    A password and the token are left out, and so is what only the form itself wrote, such as buttons and row numbers.
    Whoever asks may be logged out. So keys are given back as names only where every reader knows these.
    """
    return [typed for typed in _Reading(request, desk).all() if typed.text.strip()]


def desk_at(admin_site, name):
    """Return the admin to which the page of the desk belongs whose address has this `name`, or None."""
    found = [desk for desk in admin_site._registry.values() if (name or "").startswith(desk.name_of(""))]
    return max(found, key=lambda desk: len(desk.name_of("")), default=None)


class _Reading:
    def __init__(self, request, desk):
        self.desk, self.match = desk, request.resolver_match
        self.left = {
            name: [value for value in values if value.strip()]
            for name, values in request.POST.lists()
            if _is_typed(name)
        }
        self.sent = [value for values in self.left.values() for value in values]
        self.names = {}

    def all(self):
        if self.desk:
            yield from self._fields(self.desk, "", "")
            for inline in self.desk.inlines:
                yield from self._rows(inline)
        for name in list(self.left):
            yield Typed(self._label_elsewhere(name), "、".join(self.left.pop(name)))

    def _rows(self, inline):
        tie = _get_foreign_key(self.desk.model, inline.model, fk_name=inline.fk_name)
        prefix = f"{tie.remote_field.get_accessor_name()}-"
        numbers = {name.removeprefix(prefix).partition("-")[0] for name in self.left if name.startswith(prefix)}
        kind = capfirst(str(inline.verbose_name or inline.model._meta.verbose_name))
        for number in sorted(number for number in map(number_in, numbers) if number >= 0):
            self.left.pop(f"{prefix}{number}-{tie.name}", None)  # the form's own word for the item
            yield from self._fields(inline, f"{prefix}{number}-", f"{kind}{number + 1} · ")

    def _fields(self, form, prefix, heading):
        """Yield what was sent for the fields of `form`, an admin or an inline, in their order."""
        meta = form.model._meta
        fields = {field.name: field for field in (*meta.concrete_fields, *meta.many_to_many)}
        order = flatten_fieldsets(form.fieldsets) if form.fieldsets else form.fields or ()
        for name in dict.fromkeys([*(one for one in order if one in fields), *fields]):
            field, key = fields[name], f"{prefix}{name}"
            values = [value for value in self.left.pop(key, ()) if not heading or value != str(field.get_default())]
            parts = [*PARTS_OF_A_MOMENT, *getattr(getattr(form, "written_in", {}).get(name), "written", ())]
            beside = [value for part in parts for value in self.left.pop(f"{key}_{part}", ())]
            self.left.pop(f"{key}_is", None)
            label = f"{heading}{capfirst(str(field.verbose_name))}"
            if isinstance(field, RichTextField):
                yield from (Typed(label, _read(value), value) for value in values)
            else:
                shown = [self._readable(field, value) for value in values]
                yield Typed(label, "、".join([*shown, " ".join(beside)]).strip("、"))
        self.left.pop(f"{prefix}DELETE", None)

    def _readable(self, field, value):
        if field.remote_field:
            return self._name_of(field.remote_field.model, value)
        if isinstance(field, BooleanField):
            return _("yes")
        return str(dict(field.flatchoices).get(value, value))

    def _name_of(self, model, value):
        """Return the name of a row that every reader knows, else its number."""
        if model not in self.names:
            rows = next((one.rows() for one in DECLARED if one.model is model and one.stands), None)
            keys = {key for key in map(number_in, self.sent) if key > 0}
            self.names[model] = self._rows_of(rows, keys)
        row = self.names[model].get(number_in(value))
        return str(row) if row else _("%(kind)s no. %(number)s") % {"kind": model._meta.verbose_name, "number": value}

    @staticmethod
    def _rows_of(rows, keys):
        try:
            return rows.in_bulk(keys) if rows is not None else {}
        except Error:  # it may be for this that the form was not taken
            return {}

    def _label_elsewhere(self, name):
        """Return the label of a field that a page of its own has: that of its kin in the room, or in a decision."""
        if label := self._labels.get(name.rpartition("-")[2] if name not in self._labels else name):
            return capfirst(str(label))
        return name

    @cached_property
    def _labels(self):
        rooms = {self.desk.opts.app_label if self.desk else self.match and self.match.app_name}
        models = [model for config in apps.get_app_configs() if config.label in rooms for model in config.get_models()]
        labels = {}
        for field in (field for model in models for field in model._meta.concrete_fields):
            is_clear = labels.setdefault(field.name, field.verbose_name) == field.verbose_name
            labels[field.name] = field.verbose_name if is_clear else _("What was written")
        forms = {name: field.label for name, field in DecisionForm.base_fields.items() if field.label}
        readers = CorrectionForm()
        return labels | forms | {readers.add_prefix(name): field.label for name, field in readers.fields.items()}


def _read(html):
    """Return the words of `html`, or `html` itself where it is more than any text of ours: it may be anybody's."""
    is_too_much = len(html) > settings.RICH_TEXT_MAX_CHARACTERS or html.count("<") > MOST_TAGS
    return html if is_too_much else plain_text(sanitise(html))


def _is_typed(name):
    is_hidden = "password" in name.lower() or name == "csrfmiddlewaretoken"
    is_of_the_form = name.startswith(("_", "initial-")) and name not in {"_readers-correction", "_readers-is_minor"}
    is_of_a_row = "__prefix__" in name or name.endswith(("_FORMS", "-id"))
    return not (is_hidden or is_of_the_form or is_of_a_row)
