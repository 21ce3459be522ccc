"""Fields in which colleagues are chosen by name."""

from django import forms

from editing.person_names import name_of


class PersonField(forms.ModelChoiceField):
    def label_from_instance(self, person):
        return name_of(person)


class PeopleField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, person):
        return name_of(person)
