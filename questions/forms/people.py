"""Fields for colleagues, who are called by their names."""

from django import forms

from editing.person_names import name_of


class PersonField(forms.ModelChoiceField):
    def label_from_instance(self, person):
        return name_of(person)


class PeopleField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, person):
        return name_of(person)
