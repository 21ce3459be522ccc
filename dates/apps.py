from django.apps import AppConfig

from . import clock


class DatesConfig(AppConfig):
    name = "dates"

    def __init__(self, *names):
        super().__init__(*names)
        clock.go_by_the_database()  # not in `ready`: by then the models have taken `timezone.now` as a default
