from datetime import time

from django.utils.translation import gettext_lazy

from jobs.command import DAILY
from questions.management.sweep import Sweep
from questions.models import Case
from questions.stages import closing


class Command(Sweep):
    help = "Close cases whose askers are silent for 15 days after the answer, and comments 15 days after the last."
    word = gettext_lazy("Close questions about which their askers are silent")
    every, at = DAILY, time(3, 10)

    def due(self):
        return [(Case.objects.silent(), closing.close_in_silence), (Case.objects.to_be_gathered(), closing.gather)]
