from django.apps import AppConfig
from django.db.backends.signals import connection_created


class OperationsConfig(AppConfig):
    name = "operations"

    def ready(self):
        from .outages import kept_hotlines, outage_lines  # they ask models, which are there only now

        connection_created.connect(outage_lines.note_connection)
        kept_hotlines.keep_after_changes()
