from questions import retention
from questions.management.sweep import Sweep
from questions.models import Case


class Command(Sweep):
    help = "Close cases that were answered and whose askers have been silent for 15 days."

    def due(self):
        return Case.objects.silent()

    def sweep(self, report):
        return retention.close_silent_cases(report)
