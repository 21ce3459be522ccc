"""A made-up key is an error on the form. Django's own widget breaks on it."""

from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple

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
    """Mixed into an admin: a made-up key is an error on the form, where Django's own widget breaks on it."""

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", KnownKeySelect(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", KnownKeySelectMultiple(db_field, self.admin_site))
        kwargs.setdefault("form_class", ChosenRows)
        return super().formfield_for_manytomany(db_field, request, **kwargs)
