from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = _("Articles")
    place_at_desk = 10
    models_at_desk = ("Article", "Topic", "Column", "Contributor")

    def ready(self):
        from . import receivers  # noqa: F401  (connects them)
