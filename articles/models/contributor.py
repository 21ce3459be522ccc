from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from directory.models import CHECKED_HELP, TO_BE_CHECKED
from directory.slugs import PinyinSlugField
from editing.chosen_rows import ChosenForeignKey

from ..querysets import ContributorQuerySet


class Role(models.TextChoices):
    """What somebody did for an article, in the order of the printed byline."""

    REPORTER = "reporter", _("reporter")
    CORRESPONDENT = "correspondent", _("correspondent")
    PHOTOGRAPHER = "photographer", _("photographer")
    EDITOR = "editor", _("responsible editor")


class Contributor(models.Model):
    """Somebody whose name is printed on articles: 记者, 通讯员, 摄影, 责任编辑; on the staff or not."""

    name = models.CharField(_("name"), max_length=20, help_text=_("As it is printed."))
    slug = PinyinSlugField()
    role = models.CharField(
        _("role"), max_length=14, choices=Role, default=Role.REPORTER, help_text=_("What this person usually does.")
    )
    is_staff = models.BooleanField(_("on the staff"), default=True, help_text=_("Off for 通讯员 and 特约 people."))
    introduction = models.CharField(
        _("introduction"), max_length=160, blank=True, help_text=_("A sentence or two on the person's page.")
    )
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="contributor",
        verbose_name=_("account"),
        help_text=_("Whose articles start with this byline."),
    )

    is_to_be_checked = models.BooleanField(TO_BE_CHECKED, default=False, db_default=False, help_text=CHECKED_HELP)

    objects = ContributorQuerySet.as_manager()

    class Meta:
        verbose_name = _("contributor")
        verbose_name_plural = _("contributors")
        ordering = ["name"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("articles:contributor", args=[self.slug])

    @property
    def described(self):
        """Its name with what tells it apart from others of that name (see `with_number_of_articles`)."""
        words = {"name": self.name, "role": self.get_role_display(), "count": self.number_of_articles}
        return _("%(name)s (%(role)s, %(count)d articles)") % words


class Byline(models.Model):
    """A contributor's name on an article, for one role."""

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="bylines", verbose_name=_("article"))
    contributor = ChosenForeignKey(Contributor, models.PROTECT, related_name="bylines", verbose_name=_("contributor"))
    role = models.CharField(_("role"), max_length=14, choices=Role, default=Role.REPORTER)
    order = models.PositiveSmallIntegerField(_("order"), default=0, help_text=_("Smaller numbers stand first."))

    class Meta:
        verbose_name = _("byline")
        verbose_name_plural = _("bylines")
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "contributor", "role"],
                name="byline_once_per_role",
                violation_error_message=_("This name stands in this role already."),
            )
        ]

    def __str__(self):
        return f"{self.get_role_display()} {self.contributor}"
