from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class QuestionsConfig(AppConfig):
    name = "questions"
    verbose_name = _("Questions")
    place_at_desk = 20
    models_at_desk = ("Case", "Answer", "Desk")

    def ready(self):
        from . import receivers  # noqa: F401  (connects them)
