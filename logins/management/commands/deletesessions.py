from datetime import time
from itertools import takewhile

from django.contrib.sessions.models import Session
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy

from editorial.models import Presence
from jobs.command import DAILY, JobCommand
from logins import tries
from logins.models import Throttle


class Command(JobCommand):
    help = "Delete what is left of people at the desk: ended sessions, forgiven passwords, faded marks of open pages."
    word = gettext_lazy("Delete ended sessions")
    every, at = DAILY, time(4, 0)

    def handle(self, *, dry_run, **options):
        now = timezone.now()
        ended, forgiven = Session.objects.filter(expire_date__lt=now), Throttle.objects.filter(forgiven_at__lte=now)
        faded = Presence.objects.faded()
        words = _("Ended sessions: %(ended)d, forgiven passwords: %(forgiven)d, faded marks of open pages: %(faded)d")
        self.report(words % {"ended": ended.count(), "forgiven": forgiven.count(), "faded": faded.count()})
        if dry_run:
            return
        ended.delete()
        faded.delete()
        list(takewhile(bool, iter(tries.sweep, None)))  # until nothing is left
