from questions import retention
from questions.management.sweep import Sweep
from questions.models import Case


class Command(Sweep):
    help = "Close cases whose askers are silent for 15 days after the answer, and comments 15 days after the last."

    def due(self):
        return Case.objects.silent() | Case.objects.to_be_gathered()

    def sweep(self, report):
        closed, gathered = retention.close_silent_cases(report), retention.gather_comments(report)
        return closed[0] + gathered[0], closed[1] + gathered[1]
