from django.db import models, transaction

from directory.models import Authority


class Series(models.Model):
    """The last index number of an authority's notices of one year. No number is ever given again.

    索引号 is what a citizen quotes and an address holds. The paper gives it and not the authority. So it consists
    of the authority's number, the year and a running number: 0012-2026-00015.
    """

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["authority", "year"], name="series_once_a_year")]

    def __str__(self):
        return f"{self.authority_id:04d}-{self.year}"

    @classmethod
    @transaction.atomic
    def next_numbers(cls, authority_id, year, count=1):
        """Return `count` numbers that no other notice has or had. The row is locked until the transaction ends."""
        cls.objects.get_or_create(authority_id=authority_id, year=year)
        series = cls.objects.select_for_update().get(authority_id=authority_id, year=year)
        first, series.last = series.last + 1, series.last + count
        series.save(update_fields=["last"])
        return [f"{series}-{number:05d}" for number in range(first, series.last + 1)]


class IndexNumberField(models.CharField):
    """A number that is given once, when a notice is first saved, and never changes; see Series."""

    def __init__(self, *args, **options):
        super().__init__(*args, **{"max_length": 20, "unique": True, "editable": False, **options})

    def pre_save(self, instance, add):
        if not getattr(instance, self.attname):
            [number] = Series.next_numbers(instance.authority_id, instance.issued_on.year)
            setattr(instance, self.attname, number)
        return super().pre_save(instance, add)
