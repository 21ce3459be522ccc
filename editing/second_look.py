"""Two people save what only one may have, and the second is told so on the form."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError


class SecondLookMixin:
    """Mixed into an admin for values that only one row may have, such as an address.

    Two people save the same value. The form of the second was right when it was checked, and the database refused it a
    moment later. Then the same form is processed once more. Now it sees what the first has saved, says so, and keeps
    its text.
    """

    def changeform_view(self, request, *args, **kwargs):
        try:
            return super().changeform_view(request, *args, **kwargs)
        except (IntegrityError, ValidationError):
            if request.method != "POST":
                raise
            return super().changeform_view(request, *args, **kwargs)
