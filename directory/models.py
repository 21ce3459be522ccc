"""The city: its places, the authorities that serve it, and the telephones that answer."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models, transaction
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from text.telephones import EXTENDED, NEXT, dialled

from .querysets import AuthorityQuerySet, HotlineQuerySet, PlaceQuerySet
from .slugs import PinyinSlugField

ONE_NUMBER = rf"\+?[0-9][0-9 -]{{1,18}}[0-9](?:{EXTENDED}[0-9]{{1,6}})?"
telephone_number = RegexValidator(
    rf"^{ONE_NUMBER}(?:{NEXT}{ONE_NUMBER})?\Z",
    _("Enter a telephone number of digits, spaces and hyphens, such as 5550100 or 0000-5550100."),
)
TO_BE_CHECKED = _("added while writing, to be checked")
CHECKED_HELP = _("A writer needed it and it was not in the directory. Untick this once you have looked it over.")


class Place(models.Model):
    """A node of the city's tree: district > street > community > neighbourhood.

    `path` holds the primary keys from the district down, as "/1/5/9/", so that everything within a place is one prefix
    query. A parent must be of a wider kind than its child, so no circle is possible. `save` checks this while it holds
    the lock of the tree.
    """

    class Kind(models.IntegerChoices):
        DISTRICT = 1, _("district")
        STREET = 2, _("street")
        COMMUNITY = 3, _("community")
        NEIGHBOURHOOD = 4, _("neighbourhood")

    name = models.CharField(_("name"), max_length=40, help_text=_("As people say it: 桃花新村."))
    kind = models.PositiveSmallIntegerField(
        _("kind"), choices=Kind, help_text=_("A place lies in a place of a wider kind.")
    )
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("lies in"),
        help_text=_("Left empty for a district."),
    )
    slug = PinyinSlugField()
    path = models.CharField(max_length=120, db_index=True, editable=False)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")
        ordering = ["path"]
        constraints = [
            models.UniqueConstraint(
                fields=["parent", "name"],
                name="place_name_unique_in_parent",
                violation_error_message=_("There is already a place of this name there."),
            ),
            # A district has no parent, and to SQL two absent parents are never the same. So districts need a constraint
            # of their own.
            models.UniqueConstraint(
                fields=["name"],
                condition=Q(parent=None),
                name="place_district_name_unique",
                violation_error_message=_("There is already a place of this name there."),
            ),
            models.CheckConstraint(
                condition=Q(parent=None, kind=1) | Q(parent__isnull=False, kind__gt=1),
                name="place_only_districts_have_no_parent",
                violation_error_message=_("A district lies in no other place; every other place lies in one."),
            ),
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=F("id")),
                name="place_not_its_own_parent",
                violation_error_message=_("A place cannot lie in itself."),
            ),
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        """Store the place, and give every place below it its new path.

        All writes to the tree take the same lock. So where two editors move two places into one another at the same
        moment, the second is checked against what the first has stored. Raises ValidationError where the parent has
        been deleted, is not of a wider kind or is within this place, and where a child is not of a narrower kind.
        """
        with transaction.atomic():
            tree = Place.objects.locked_tree()
            parent = tree.get(self.parent_id)
            if self.parent_id and not parent:
                raise ValidationError({"parent": _("This place has just been deleted.")})
            self._check_kinds(parent, [place for place in tree.values() if self.pk and place.parent_id == self.pk])
            old_path = tree[self.pk].path if self.pk in tree else None
            super().save(*args, **kwargs)
            self.path = f"{parent.path if parent else '/'}{self.pk}/"
            Place.objects.filter(pk=self.pk).update(path=self.path)
            if old_path and old_path != self.path:
                below = [place for place in tree.values() if place.path.startswith(old_path) and place.pk != self.pk]
                for place in below:
                    place.path = self.path + place.path.removeprefix(old_path)
                Place.objects.bulk_update(below, ["path"])

    def clean(self):
        children = self.children.all() if self.pk else []
        if self.kind:
            self._check_kinds(self.parent, children)

    @property
    def ancestors(self):
        """The places that it is in, the district first (see `with_parents`)."""
        return [*self.parent.ancestors, self.parent] if self.parent else []

    @property
    def trail(self):
        """Its name after those of the places that it is in: 禾东区 › 梧桐街道 › 桃花新村 (see `with_parents`)."""
        return " › ".join(place.name for place in [*self.ancestors, self])

    @property
    def path_ids(self):
        return [int(number) for number in self.path.strip("/").split("/") if number]

    def _check_kinds(self, parent, children):
        if parent and self.pk and self.pk in parent.path_ids:
            raise ValidationError(
                {
                    "parent": _("%(parent)s lies in %(place)s: a place cannot lie within itself.")
                    % {"parent": parent, "place": self}
                }
            )
        if parent and parent.kind >= self.kind:
            raise ValidationError(
                {
                    "parent": _("A %(kind)s cannot lie in a %(parent_kind)s.")
                    % {"kind": self.get_kind_display(), "parent_kind": parent.get_kind_display()}
                }
            )
        if any(child.kind <= self.kind for child in children):
            raise ValidationError({"kind": _("Places that lie in this one are as wide as this kind or wider.")})


class Authority(models.Model):
    """An office or company that answers for something: a bureau, the water company, a station."""

    class Kind(models.TextChoices):
        PUBLIC_SERVICE = "public_service", _("public services")
        UTILITY = "utility", _("water, power, gas and heating")
        TRANSPORT = "transport", _("transport")
        HEALTH = "health", _("health")
        PUBLIC_SAFETY = "public_safety", _("safety and emergencies")
        GOVERNMENT = "government", _("government offices")

    name = models.CharField(_("name"), max_length=60, unique=True, help_text=_("In full: 青禾市城市管理局."))
    short_name = models.CharField(
        _("short name"), max_length=20, blank=True, help_text=_("As in a headline: 市城管局.")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, help_text=_("The group on the hotline page."))
    address = models.CharField(_("postal address"), max_length=120, blank=True, help_text=_("Street and number."))
    place = models.ForeignKey(
        Place,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="authorities",
        verbose_name=_("place"),
        help_text=_("Where it has its seat."),
    )
    slug = PinyinSlugField()

    objects = AuthorityQuerySet.as_manager()

    class Meta:
        verbose_name = _("authority")
        verbose_name_plural = _("authorities")
        ordering = ["kind", "name"]

    def __str__(self):
        return self.short_name or self.name


class Hotline(models.Model):
    """A telephone number with what it answers and when.

    It belongs to an authority, but for one that was added while writing: writers know the number and what it is for,
    and the keeper of the directory says whose it is.
    """

    authority = models.ForeignKey(
        Authority,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="hotlines",
        verbose_name=_("authority"),
        help_text=_("Whose number it is; only with an authority does it stand on the hotline page."),
    )
    number = models.CharField(
        _("number"), max_length=60, validators=[telephone_number], help_text=_("As it is dialled.")
    )
    purpose = models.CharField(_("answers"), max_length=60, help_text=_("What it is for: 停水报修."))
    hours = models.CharField(
        _("hours"), max_length=60, blank=True, help_text=_("When somebody answers: 24小时, or 工作日 8:30—17:30.")
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0, help_text=_("Smaller numbers stand first."))
    is_to_be_checked = models.BooleanField(TO_BE_CHECKED, default=False, db_default=False, help_text=CHECKED_HELP)

    objects = HotlineQuerySet.as_manager()

    class Meta:
        verbose_name = _("hotline")
        verbose_name_plural = _("hotlines")
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "number"],
                name="hotline_number_unique_per_authority",
                violation_error_message=_("This authority already has this number."),
            ),
            # To SQL two absent authorities are never the same.
            models.UniqueConstraint(
                fields=["number"],
                condition=Q(authority=None),
                name="hotline_number_unique_without_authority",
                violation_error_message=_("This number is in the directory already."),
            ),
        ]

    def __str__(self):
        return f"{self.authority or self.purpose} {self.number}"

    def clean_fields(self, exclude=None):
        """Check the fields, the number as it is dialled: it may have been pasted with marks that nobody sees."""
        self.number = dialled(self.number)
        super().clean_fields(exclude)

    @property
    def holder(self):
        """Whom one rings: the authority in full, or what the number is for."""
        return self.authority.name if self.authority else self.purpose

    @property
    def tel_uri(self):
        """The first of its numbers as a `tel:` address (RFC 3966): digits, a leading plus and the extension."""
        number, _extended, extension = self.number.partition(NEXT)[0].partition(EXTENDED)
        digits = "".join(character for character in number if character in "+0123456789")
        return f"tel:{digits};ext={extension}" if extension else f"tel:{digits}"
