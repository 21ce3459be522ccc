"""What an article says to the world."""

from collections.abc import Sequence
from functools import cached_property

from django.conf import settings

from directory.models import Authority
from editorial.public_item import Maker, PublicItem

from .models import Article, TipStep
from .models.contributor import Role


class PublicArticle(PublicItem):
    model = Article
    html_template = "articles/_article_in_feed.html"
    whole_template = "articles/_article_whole.html"
    item: Article

    @cached_property
    def section(self) -> str:
        return self.item.column.name

    @cached_property
    def steps(self) -> list[TipStep]:
        """What a tip advises to do, as many steps as readers are shown."""
        return list(self.item.steps.all()[: TipStep.MOST_SHOWN])

    @cached_property
    def source(self) -> str:
        return self.item.source or settings.NEWSPAPER["name"]

    @cached_property
    def authority(self) -> Authority | None:
        """The one that gave the advice."""
        return self.item.advised_by

    @cached_property
    def makers(self) -> Sequence[Maker]:
        return [
            Maker(
                byline.contributor.name,
                byline.get_role_display(),
                byline.contributor.get_absolute_url(),
                byline.role == Role.EDITOR,
            )
            for byline in self.item.bylines.all()
        ]

    @cached_property
    def words(self) -> Sequence[str]:
        item = self.item
        advice = [line for step in item.steps.all() for line in (step.title, step.text)]
        captions = [item.lead_caption, *(row.caption for row in item.photos.all()), item.video_title]
        before = [item.kicker, item.subtitle, item.summary, *self.names, item.editors_note]
        return [*before, self.text, *advice, *captions, item.hotline_note]
