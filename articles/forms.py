from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from editorial.forms import PublishableForm

# How many characters fit into a line in print. The form tells this while somebody types; it is never enforced.
PRINT_LIMITS = {"kicker": 24, "title": 22, "subtitle": 30, "summary": 60}


class ArticleForm(PublishableForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, limit in PRINT_LIMITS.items():
            if name in self.fields:
                self.fields[name].widget.attrs["data-print-limit"] = limit
        if "body" in self.fields:
            self.fields["body"].widget.attrs["data-count"] = ""

    def clean(self):
        data = super().clean()
        for given, missing in (("season_from", "season_to"), ("season_to", "season_from")):
            if data.get(given) and missing in data and not data[missing]:
                self.add_error(missing, ValidationError(_("A season has both a first and a last month."), "required"))
        return data
