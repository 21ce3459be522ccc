from datetime import timedelta

from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils import timezone

from transactions.before_commit import catch_up

from ..core import moments
from ..core.models import IndexEntry

KEPT = timedelta(days=90)
MANY = 2  # times: a slip, or somebody's name, is typed once


class PromotedResultQuerySet(models.QuerySet):
    def with_page(self):
        """Annotate `found_at`: the path at which the thing that it leads to is found now, None where it is not."""
        catch_up()
        now = moments.last_number_of(timezone.now())
        page = IndexEntry.objects.filter(kind=OuterRef("kind"), object_id=OuterRef("object_id"), pk__lte=now)
        return self.annotate(found_at=Subquery(page.values("address")[:1]))

    def shown(self):
        """Those that readers get now: today is among their days, and what they lead to is public."""
        today = timezone.localdate()
        return self.with_page().filter(
            Q(first_on=None) | Q(first_on__lte=today),
            Q(last_on=None) | Q(last_on__gte=today),
            Q(kind="") | Q(found_at__isnull=False),
        )

    def for_words(self, words):
        """Those that answer one of `words`, each once."""
        from . import PromotedWord  # models are made with these querysets

        return self.filter(Exists(PromotedWord.objects.filter(result=OuterRef("pk"), word__in=words)))


class FruitlessSearchQuerySet(models.QuerySet):
    def asked_often(self):
        return self.filter(times__gte=MANY)

    def due_for_deletion(self):
        """Those for which nobody has asked for longer than KEPT. They tell nothing any more."""
        return self.filter(last_on__lt=timezone.localdate() - KEPT)
