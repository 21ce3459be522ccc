from django.db import models


class PhotoQuerySet(models.QuerySet):
    def same_file(self, digest):
        """Pictures made from the very file whose SHA-256 is `digest`."""
        return self.filter(digest=digest)

    def publishable(self):
        """Pictures that a reader may be shown: described for those who cannot see, and credited."""
        return self.exclude(alt_text="").exclude(credit_kind__in=["photographer", "supplied"], credit_name="")
