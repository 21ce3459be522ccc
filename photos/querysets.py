from django.db import models


class PhotoQuerySet(models.QuerySet):
    def same_file(self, digest):
        """Pictures made from the very file whose SHA-256 is `digest`, the oldest first."""
        return self.filter(digest=digest).order_by("pk")

    def with_stems(self, stems, keys=()):
        """Read in one query the pictures with `keys`, and those of which a file is, or was, named by one of `stems`.

        Each says by `asked` which stem led to it; a picture that was turned has several.
        """
        now = self.filter(models.Q(stem__in=stems) | models.Q(pk__in=keys)).annotate(asked=models.F("stem"))
        formerly = self.filter(former__stem__in=stems).annotate(asked=models.F("former__stem"))
        return now.order_by().union(formerly.order_by(), all=True)

    def undescribed(self):
        return self.filter(alt_text="")

    def uncredited(self):
        return self.filter(self._uncredited())

    def lacking(self):
        """Pictures that no reader may be shown yet."""
        return self.filter(models.Q(alt_text="") | self._uncredited())

    def publishable(self):
        """Pictures that a reader may be shown: described for those who cannot see, and credited."""
        return self.exclude(alt_text="").exclude(self._uncredited())

    def _uncredited(self):
        Credit = self.model.Credit
        return models.Q(credit_kind__in=[Credit.PHOTOGRAPHER, Credit.SUPPLIED], credit_name="")
