from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

KEPT = timedelta(days=7)
NOTHING = models.Value([], output_field=models.JSONField())


class SheetQuerySet(models.QuerySet):
    def due_for_deletion(self):
        """The sheets that were sent more than KEPT ago. Nobody waits for them any more."""
        return self.filter(made_at__lt=timezone.now() - KEPT)


class Sheet(models.Model):
    """A spreadsheet of notices that was read. Its sender looks at it before notices are made of it."""

    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    name = models.CharField(max_length=120)
    rows = models.JSONField(default=list)  # each as typed: {"line": its number in the file, "cells": {field: text}}
    remarks = models.JSONField(default=list, db_default=NOTHING)  # sentences about what was not read of the file
    used_at = models.DateTimeField(null=True)

    objects = SheetQuerySet.as_manager()

    def __str__(self):
        return self.name
