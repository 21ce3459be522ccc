"""A made-up key is an error on the form. Django's own widget breaks on it."""

from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.utils.translation import gettext as _

from declarations.roles import KEEPER
from text.numbers import number_in

from .chosen_rows import ChosenRows


class KnownKeys:
    """A widget that searches while one types. What is made up in place of a key becomes NOTHING, the key of no row."""

    NOTHING = "0"

    def value_from_datadict(self, data, files, name):
        sent = super().value_from_datadict(data, files, name)
        return [self._key(key) for key in sent] if isinstance(sent, list) else self._key(sent)

    def _key(self, sent):
        return sent if not sent or number_in(sent) >= 0 else self.NOTHING


class KnownKeySelect(KnownKeys, AutocompleteSelect):
    pass


class KnownKeySelectMultiple(KnownKeys, AutocompleteSelectMultiple):
    pass


class KnownKeysMixin:
    """Mixed into an admin: a made-up key is an error on the form, where Django's own widget breaks on it.

    `written_in` names the fields into which one can also write what is not there to choose: {name: WritableField}.
    Beside the others stands whom to ask for it.
    """

    written_in = {}

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if written := self.written_in.get(db_field.name):
            kwargs |= {"form_class": written, "widget": written.select(db_field, self.admin_site)}
        elif db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", KnownKeySelect(db_field, self.admin_site))
        return self._with_whom_to_ask(super().formfield_for_foreignkey(db_field, request, **kwargs), db_field, request)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", KnownKeySelectMultiple(db_field, self.admin_site))
        kwargs.setdefault("form_class", ChosenRows)
        return self._with_whom_to_ask(super().formfield_for_manytomany(db_field, request, **kwargs), db_field, request)

    def _with_whom_to_ask(self, field, db_field, request):
        """Say below a field who adds what is not there to choose, to those who may not do it themselves."""
        target = self.admin_site._registry.get(db_field.remote_field.model)
        is_kept_by_others = target and not target.has_add_permission(request)
        if field and is_kept_by_others and db_field.name not in self.written_in:
            asked = _("What is not here is added by the %(keeper)s.") % {"keeper": KEEPER}
            field.help_text = f"{field.help_text}{asked}"
        return field
