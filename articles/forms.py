import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from editing.written_in import WritableField
from editorial.forms import PublishableForm
from search.core.folding import fold
from text.widths import narrow

from .models.contributor import Role

SEVERAL = re.compile("[、，,;；/|\n]")
WITHIN_A_NAME = re.compile("(?<=[\u3400-\u9fff]) (?=[\u3400-\u9fff])")  # 沈　拾, as it is set in print
CALLED = re.compile("(?:本报)?(?:记者|通讯员|摄影|责任编辑|编辑)[ :：]*+")


class ArticleForm(PublishableForm):
    print_limits = {"kicker": 24, "title": 22, "subtitle": 30, "summary": 60}

    def clean(self):
        data = super().clean()
        for given, missing in (("season_from", "season_to"), ("season_to", "season_from")):
            if data.get(given) and missing in data and not data[missing]:
                self.add_error(missing, ValidationError(_("A season has both a first and a last month."), "required"))
        return data


class ContributorField(WritableField):
    """A name in a byline, chosen from those who were printed before or written as it is to be printed."""

    written = {"name": _("name in print")}

    def made_of(self, parts):
        name = WITHIN_A_NAME.sub("", narrow(parts["name"]))
        if SEVERAL.search(name):
            raise ValidationError(_("Write one person in a row, and add a row for each other one."), "several")
        if CALLED.match(name):
            raise ValidationError(_("Write the name alone, and choose the role beside it."), "role")
        contributor = super().made_of({"name": name})
        if not self.likeness(contributor):
            raise ValidationError(_("Write the name as it is printed."), "no_name")
        return contributor

    def alike(self, contributor):
        likeness = self.likeness(contributor)
        keys = [one.pk for one in self.queryset.only("name") if self.likeness(one) == likeness]
        return self.queryset.filter(pk__in=keys).with_number_of_articles() if keys else []

    def likeness(self, contributor):
        """Return the letters of the name alone: 阿不都·热合曼 is written with many dots, and without."""
        return "".join(filter(str.isalnum, fold(contributor.name)))

    def described(self, contributor):
        return contributor.described


class BylineForm(forms.ModelForm):
    """A row of the bylines. Whoever is new does usually what they do here."""

    def clean(self):
        data = super().clean()
        contributor = data.get("contributor")
        if contributor and not contributor.pk:
            contributor.role = data.get("role") or Role.REPORTER
            contributor.is_staff = contributor.role != Role.CORRESPONDENT
        return data

    def _get_validation_exclusions(self):
        """Leave a contributor who is still to be saved out of what the model checks."""
        is_new = getattr(self.cleaned_data.get("contributor"), "pk", None) is None
        return super()._get_validation_exclusions() | ({"contributor"} if is_new else set())
