"""What Atom and RSS share: Django's generators filled with a feed's entries.

The same entries make the same bytes, so a reader's program that asks again is told that nothing is new.
"""

from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone
from django.utils.feedgenerator import Enclosure
from django.utils.html import escape

from dates.days import midnight
from web.addresses import public_address


class Steady:
    """Mixed into a generator: the date of a feed without entries is the beginning of the day.

    With the present moment, every answer would be a different one.
    """

    def latest_post_date(self):
        return super().latest_post_date() if self.items else midnight(timezone.localdate())


def write(generator, feed, address, language):
    """Return the response with `feed` as the class `generator` writes it.

    `address` is the feed's own absolute address. `language` is written in the form that the format knows.
    """
    writer = generator(
        feed.title,
        public_address(feed.page),
        feed.subtitle,
        language=language,
        author_name=settings.NEWSPAPER["name"],
        subtitle=feed.subtitle,
        feed_url=address,
    )
    for entry in feed.entries:
        writer.add_item(
            entry.title,
            entry.link,
            escape(entry.text),  # Atom and RSS read it as HTML
            pubdate=entry.published,
            updateddate=entry.updated,
            unique_id=entry.unique_id,
            unique_id_is_permalink=False,
            categories=entry.categories,
            enclosures=[_enclosure(entry.picture)] if entry.picture else [],
            authors=entry.authors,
            content=entry.content,
            alert=entry.alert,
        )
    response = HttpResponse(content_type=writer.content_type)
    writer.write(response, "utf-8")
    return response


def _enclosure(picture):
    # RSS asks for a length. An unknown length is written as 0 (RSS Best Practices Profile).
    return Enclosure(picture.url, str(picture.size or 0), picture.type)
