"""Fields in which colleagues are chosen by name."""

from django import forms

from editing.person_names import name_of


class PersonField(forms.ModelChoiceField):
    label_from_instance = staticmethod(name_of)


class PeopleField(forms.ModelMultipleChoiceField):
    label_from_instance = staticmethod(name_of)
