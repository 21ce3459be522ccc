"""What a published answer says to the world."""

from collections.abc import Sequence
from functools import cached_property

from editorial.public_item import Maker, PublicItem

from .models import Answer


class PublicAnswer(PublicItem):
    model = Answer
    html_template = "questions/_answer_in_feed.html"
    whole_template = "questions/_answer_whole.html"
    item: Answer

    @cached_property
    def section(self) -> str:
        return self.item.desk.heading

    @cached_property
    def makers(self) -> Sequence[Maker]:
        return [Maker(self.item.duty_reporter, str(self.item._meta.get_field("duty_reporter").verbose_name))]

    @cached_property
    def words(self) -> Sequence[str]:
        updates = [update.text for update in self.item.updates.all()]
        captions = [self.item.lead_caption, *(row.caption for row in self.item.photos.all())]
        return [self.item.question, *self.names, self.text, *updates, *captions]
