from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

KEPT = 50  # runs of each command
NOTHING = models.Value([], output_field=models.JSONField())


class RunQuerySet(models.QuerySet):
    def newest_first(self):
        return self.order_by("-started", "-pk")

    def done(self):
        return self.filter(outcome=Run.Outcome.DONE)

    def begin(self, command):
        """Note that `command` begins now, in the city's time zone of now; return the row."""
        return self.create(command=command, started=timezone.now(), time_zone=settings.TIME_ZONE)


class Run(models.Model):
    """One run of a command that a timer starts (`jobs.command`): when it was, and how it ended.

    A run whose process was killed stays unfinished. `said` has counts, or the sentence with which the command failed;
    no name and no text of anybody. The newest KEPT of each command are kept.
    """

    class Outcome(models.TextChoices):
        UNFINISHED = "unfinished", _("not finished")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")

    command = models.CharField(_("command"), max_length=50)
    started = models.DateTimeField(_("started"))
    finished = models.DateTimeField(_("finished"), null=True)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome, default=Outcome.UNFINISHED)
    said = models.CharField(_("what it said"), max_length=200, blank=True)
    time_zone = models.CharField(_("time zone of the site"), max_length=50)
    findings = models.JSONField(default=list, db_default=NOTHING, editable=False)  # what the doctor found

    objects = RunQuerySet.as_manager()

    class Meta:
        verbose_name = _("run of a job")
        verbose_name_plural = _("state of the site")
        ordering = ["-started", "-pk"]
        default_permissions = ("view",)
        indexes = [models.Index(fields=["command", "-started"], name="run_by_command")]
        constraints = [
            models.CheckConstraint(condition=~models.Q(command=""), name="run_of_a_command"),
            models.CheckConstraint(
                condition=models.Q(outcome="unfinished", finished=None)
                | models.Q(outcome__in=["done", "failed"], finished__isnull=False),
                name="run_is_finished_once_it_has_an_outcome",
            ),
        ]

    def __str__(self):
        return f"{self.command} · {self.get_outcome_display()}"

    def end(self, outcome, said=""):
        """Note that it has ended now, and forget the oldest runs of its command."""
        self.finished, self.outcome, self.said = timezone.now(), outcome, said[:200]
        self.save(update_fields=["finished", "outcome", "said", "findings"])
        of_command = Run.objects.filter(command=self.command)
        kept = of_command.newest_first().values_list("pk", flat=True)[:KEPT]
        of_command.exclude(pk__in=list(kept)).delete()
