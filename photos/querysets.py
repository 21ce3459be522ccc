from django.db import models


class PhotoQuerySet(models.QuerySet):
    def same_file(self, digest):
        """Pictures made from the very file whose SHA-256 is `digest`, the oldest first."""
        return self.filter(digest=digest).order_by("pk")

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
