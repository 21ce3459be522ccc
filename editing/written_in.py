"""What a field chooses from a directory can be written in as well, where the directory lacks it.

Whoever writes has no right on the directory. They may still need a name or a number that is not in there yet: it is
written beside the choice, checked as the directory checks it, and made when the form is saved. What looks like
something that is there already is asked about first. What was made is marked for the keeper of the directory.
"""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.forms import Media
from django.template.loader import render_to_string
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from text.control_characters import CONTROL_CHARACTERS
from text.invisible import without_stray

from .chosen_rows import ChosenRow
from .known_keys import KnownKeySelect

OTHER = "other"  # the answer that it is none of those that look alike


@dataclass
class Written:
    """What was sent for a field in which something is written: its `parts`, what was `chosen` beside it, and the
    `answer` to the question whether it is one of those that look alike.
    """

    parts: dict[str, str]
    chosen: str = ""
    answer: str = ""


class WritableSelect(KnownKeySelect):
    """A choice from a directory, with fields beside it for what is not in there. They work without JavaScript.

    `parts` are {name: label}, and `alike` what was found to look like what was written (see `WritableField`).
    """

    template_name_beside = "admin/editing/written_in.html"

    @property
    def media(self):
        return super().media + Media(css={"all": ["css/admin/written-in.css"]})

    def __init__(self, *args, parts, **options):
        super().__init__(*args, **options)
        self.parts, self.alike = parts, ()

    def value_from_datadict(self, data, files, name):
        sent = {part: _tidy(data.get(f"{name}_{part}", "")) for part in self.parts}
        chosen = super().value_from_datadict(data, files, name) or ""
        return Written(sent, chosen, data.get(f"{name}_is", "")) if any(sent.values()) else chosen

    def value_omitted_from_data(self, data, files, name):
        return name not in data and not any(f"{name}_{part}" in data for part in self.parts)

    def render(self, name, value, attrs=None, renderer=None):
        written = value if isinstance(value, Written) else Written({}, value)
        shown = {
            "select": super().render(name, written.chosen, attrs, renderer),
            "name": name,
            "id": (attrs or {}).get("id", name),
            "parts": [(part, label, written.parts.get(part, "")) for part, label in self.parts.items()],
            "is_written": bool(written.parts),
            "alike": self.alike,
            "other": OTHER,
            "answer": written.answer or next((str(one.pk) for one, _described in self.alike), ""),
        }
        return render_to_string(self.template_name_beside, shown)


class WritableField(ChosenRow):
    """Takes the key of a row, or what is written in for a row that is not there yet. Then its value is not saved.

    A subclass names in `written` the fields of the model that are written, in the order in which they stand, each with
    its label, or None for that of the model.
    """

    written: dict[str, str | None] = {}

    @classmethod
    def select(cls, db_field, admin_site):
        model = db_field.remote_field.model
        parts = {name: label or model._meta.get_field(name).verbose_name for name, label in cls.written.items()}
        return WritableSelect(db_field, admin_site, parts=parts)

    def made_of(self, parts):
        """Return an instance of the model that holds `parts`. Raises ValidationError for what can be none."""
        return self.queryset.model(**parts, is_to_be_checked=True)

    def alike(self, thing):
        """Return the rows that may be the same as `thing`."""
        raise NotImplementedError

    def likeness(self, thing):
        """Return what is the same for two things that are the same."""
        raise NotImplementedError

    def described(self, thing):
        """Return the words by which `thing` is told apart from others of its name."""
        return str(thing)

    def clean(self, value):
        if not isinstance(value, Written):
            return super().clean(value)
        if value.chosen:
            raise ValidationError(_("Either choose from the list or write it beside it, not both."), "both")
        thing = self.made_of(value.parts)
        self._check(thing)
        alike = list(self.alike(thing))
        if same := next((one for one in alike if str(one.pk) == value.answer), None):
            return same
        if alike and value.answer != OTHER:
            self._shown.alike = [(one, self.described(one)) for one in alike]
            names = "、".join(described for _one, described in self._shown.alike)
            raise ValidationError(_("Is it: %(names)s? Say so below, then save again."), "alike", {"names": names})
        thing.validate_constraints()
        return thing

    def has_changed(self, initial, data):
        """What is written and is there already by now, and only once, is the same as that."""
        if isinstance(data, Written) and not data.chosen:
            try:
                alike = list(self.alike(self.made_of(data.parts)))
            except ValidationError:
                alike = []
            data = alike[0].pk if len(alike) == 1 else data
        return super().has_changed(initial, data)

    @property
    def _shown(self):
        return getattr(self.widget, "widget", self.widget)  # Django wraps what stands beside buttons

    def _check(self, thing):
        """Raise ValidationError with sentences that name the part that is wrong."""
        try:
            thing.clean_fields(exclude={one.name for one in thing._meta.fields} - set(self.written))
        except ValidationError as error:
            parts, wrong = self._shown.parts, error.message_dict
            raise ValidationError(
                [f"{capfirst(str(parts[name]))}：{' '.join(wrong[name])}" for name in wrong]
            ) from None


def make_written(request, admin_site, forms):
    """Save what was written into valid `forms` and is in no directory yet, and log that its writer has added it.

    What two rows name alike is made once.
    """
    made = {}
    for form in forms:
        for name, written in form.fields.items():
            thing = isinstance(written, WritableField) and form.cleaned_data.get(name)
            if not thing or thing.pk or form.cleaned_data.get("DELETE"):
                continue
            key = type(thing), written.likeness(thing)
            if key not in made:
                thing.save()
                desk = admin_site.get_model_admin(type(thing))
                desk.log_addition(request, thing, [{"added": {}}])
                made[key] = thing
            setattr(form.instance, name, made[key])


def _tidy(text):
    return " ".join(CONTROL_CHARACTERS.sub("", without_stray(text)).split())
