"""Two people save what only one may have, and the second is told on the form."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError


class SecondLookMixin:
    """Two people save what only one may have, such as an address: the second is told on the form.

    The form was right when it was checked and the database refused it a moment later. The
    same form is looked at once more; now it sees what the other saved, and keeps its text.
    """

    def changeform_view(self, request, *args, **kwargs):
        try:
            return super().changeform_view(request, *args, **kwargs)
        except (IntegrityError, ValidationError):
            if request.method != "POST":
                raise
            return super().changeform_view(request, *args, **kwargs)
