from functools import cached_property

from editorial.preflight.passage import plain_text
from editorial.public_item import PublicItem

from .models import Bulletin


class PublicBulletin(PublicItem):
    model = Bulletin
    item: Bulletin

    @cached_property
    def summary(self) -> str:
        return "；".join(line.text for line in self.item.lines.all())

    @cached_property
    def text(self) -> str:
        return plain_text(self.item.text)

    @cached_property
    def html(self) -> str:
        return self.item.text_html
