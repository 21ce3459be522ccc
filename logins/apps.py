from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LoginsConfig(AppConfig):
    name = "logins"
    verbose_name = _("Log-ins")

    def ready(self):
        from django.contrib.auth.signals import user_logged_in  # models are there only now

        from .tries import log_in_proved  # models are there only now

        user_logged_in.connect(log_in_proved)
