from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from directory.models import Hotline
from directory.slugs import PinyinSlugField
from editing.chosen_rows import ChosenForeignKey
from photos.models import Photo

from ..querysets import TopicQuerySet


class Topic(models.Model):
    """专题: a running story that the paper follows over several articles, in their order."""

    title = models.CharField(
        _("title"), max_length=40, unique=True, help_text=_("As readers see it: 关注老旧小区加装电梯.")
    )
    slug = PinyinSlugField(made_from="title")
    introduction = models.TextField(
        _("introduction"), max_length=400, help_text=_("Why the paper follows this story, in a few sentences.")
    )
    photo = ChosenForeignKey(
        Photo,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="topics",
        verbose_name=_("photo"),
        help_text=_("At the head of the topic's page and on the front page."),
    )
    invitation = models.CharField(
        _("invitation to readers"),
        max_length=120,
        blank=True,
        help_text=_("What readers are asked to tell the paper: 您若对老旧小区加装电梯有意见和建议，请拨打本报热线."),
    )
    hotline = ChosenForeignKey(
        Hotline,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("hotline"),
        help_text=_("The number beside the invitation; left empty, the newsroom's own."),
    )
    is_running = models.BooleanField(
        _("running"),
        default=True,
        help_text=_("A running topic stands on the front page; an ended one keeps its page."),
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0, help_text=_("Smaller numbers stand first."))
    articles = models.ManyToManyField("articles.Article", through="TopicEntry", related_name="topics")

    objects = TopicQuerySet.as_manager()

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["order", "-pk"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("articles:topic", args=[self.slug])

    def clean(self):
        if self.photo and not self.photo.is_publishable:
            sentence = _("“%(photo)s” lacks: %(lacking)s. Complete it in the picture library first.")
            raise ValidationError({"photo": sentence % {"photo": self.photo, "lacking": self.photo.lacking}})

    def published_articles(self):
        """Its public articles in the topic's order."""
        return self.articles.published().listed().order_by("topic_entries__order", "topic_entries__pk")


class TopicEntry(models.Model):
    """An article's place in a topic. 第3篇/共5篇 counts only the public articles, in this order."""

    topic = ChosenForeignKey(Topic, models.CASCADE, related_name="entries", verbose_name=_("topic"))
    article = ChosenForeignKey(
        "articles.Article", models.CASCADE, related_name="topic_entries", verbose_name=_("article")
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0, help_text=_("Smaller numbers stand first."))

    class Meta:
        verbose_name = _("article of the topic")
        verbose_name_plural = _("articles of the topic")
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["topic", "article"],
                name="topicentry_article_once_in_topic",
                violation_error_message=_("This article is in the topic already."),
            )
        ]

    def __str__(self):
        return f"{self.topic} · {self.article}"
