from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class DeclarationsConfig(AppConfig):
    name = "declarations"

    def ready(self):
        """Learn from each room's `beside.py` what it shows beside the items of others."""
        autodiscover_modules("beside")
