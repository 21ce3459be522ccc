from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class StorageConfig(AppConfig):
    name = "storage"

    def ready(self) -> None:
        """Learn from each app's `kept_files.py` which files belong to something."""
        autodiscover_modules("kept_files")
