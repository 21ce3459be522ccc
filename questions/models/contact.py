"""How a citizen can be reached. It is kept apart from everything else, read only on record, and deleted on time."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from directory.models import telephone_number
from editorial.models.kept import WrittenOnce

from .case import Case


class ContactQuerySet(models.QuerySet):
    def names_of(self, cases):
        """Return {case: [name and address of its asker, where they were left]} for the keys `cases`.

        It is for hiding the names.
        """
        found = {case: [] for case in cases}
        for case, *parts in self.filter(case__in=found).values_list("case_id", "name", "address"):
            found[case] = [part for part in parts if part]
        return found


class Contact(models.Model):
    """Name, telephone and address of the asker of a case.

    No history, no snapshot, no index and no list holds them. For the newsroom `assigning.show_contact` is the only
    way to read them, and it leaves a ContactLook behind.
    """

    case = models.OneToOneField(Case, models.CASCADE, related_name="contact")
    name = models.CharField(_("your name"), max_length=20, blank=True)
    telephone = models.CharField(_("telephone"), max_length=60, blank=True, validators=[telephone_number])
    address = models.CharField(_("address"), max_length=120, blank=True)

    objects = ContactQuerySet.as_manager()

    class Meta:
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        default_permissions = ()

    def __str__(self):
        # If an object is printed by accident, nobody's number is printed.
        return f"contact of case {self.case_id}"


class ContactLook(WrittenOnce):
    """Somebody of the newsroom has looked at the contact of a case."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="contact_looks", verbose_name=_("case"))
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("who"))
    at = models.DateTimeField(_("when"), auto_now_add=True)

    class Meta:
        verbose_name = _("look at a contact")
        verbose_name_plural = _("looks at contacts")
        default_permissions = ("view",)
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.case} · {self.user} · {self.at}"
