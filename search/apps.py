from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = _("Search")
    place_at_desk = 60

    def ready(self):
        """Learn from each app's `findable.py` what it offers, and keep the index in step with it from now on."""
        autodiscover_modules("findable")
        from .core import receivers  # models are there only now

        receivers.connect()
