"""What an outage does to answers: the one that tells of it has no cookie, one that breaks off is a line in the log."""

from django.db import Error
from django.http import FileResponse
from django.utils.deprecation import MiddlewareMixin

from . import outage_lines
from .ailment import ailment_of


class OutageMiddleware(MiddlewareMixin):
    """Send the page of an outage without a cookie: what cookies would tell of was not done.

    Where the database goes while an answer is streamed, the answer ends there. The server would write a traceback, and
    granian tells the browser no more than that it is over; so a table says it in its last line, and JSON lacks its end.
    """

    def process_response(self, request, response):
        if getattr(response, "is_of_outage", False):
            response.cookies.clear()
        elif response.streaming and not isinstance(response, FileResponse):
            response.streaming_content = _until_an_outage(response.streaming_content)
        return response


def _until_an_outage(parts):
    try:
        yield from parts
    except Error as error:
        ailment = ailment_of(error)
        if ailment is None:
            raise
        outage_lines.note(ailment, error)
