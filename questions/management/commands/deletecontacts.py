from datetime import time

from django.utils.translation import gettext_lazy

from jobs.command import DAILY
from questions import retention
from questions.management.sweep import Sweep
from questions.models import Case


class Command(Sweep):
    help = "Delete contacts, pictures and private words of cases closed CONTACT_DAYS ago."
    word = gettext_lazy("Delete contacts that are no longer needed")
    every, at = DAILY, time(3, 40)

    def due(self):
        return [(Case.objects.due_for_erasure(), retention.erase)]
