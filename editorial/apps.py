from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class EditorialConfig(AppConfig):
    name = "editorial"
    verbose_name = _("Editorial desk")
    place_at_desk = 70

    def ready(self):
        autodiscover_modules("public_item")
        from . import checks, receivers  # noqa: F401  (registers the system checks, connects the receivers)
        from .groups import create_groups, note_permissions  # models are there only now

        pre_migrate.connect(note_permissions, sender=self)
        post_migrate.connect(create_groups, sender=self)
