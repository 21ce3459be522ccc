from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from editorial.forms import PublishableForm


class ArticleForm(PublishableForm):
    print_limits = {"kicker": 24, "title": 22, "subtitle": 30, "summary": 60}

    def clean(self):
        data = super().clean()
        for given, missing in (("season_from", "season_to"), ("season_to", "season_from")):
            if data.get(given) and missing in data and not data[missing]:
                self.add_error(missing, ValidationError(_("A season has both a first and a last month."), "required"))
        return data
