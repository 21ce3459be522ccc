"""The one way to change what is on record: what the law wants gone goes, and that it went stands on record."""

from contextlib import contextmanager

from django.db import transaction

from .kept import amendment


class Amendment:
    """How many `rows` on record were changed, and whether a later one says so."""

    def __init__(self):
        self.rows, self.is_on_record = 0, True

    def count(self, rows):
        if rows:
            self.rows, self.is_on_record = self.rows + rows, False


@contextmanager
def amending():
    """Give an Amendment within which querysets may update what is on record; nothing on record is ever deleted.

    One transaction. Who amends puts on record, after the last change, who it was and how many rows, and none of
    the words that went: raises TypeError, with nothing changed, where that is missing.
    """
    current = Amendment()
    token = amendment.set(current)
    try:
        with transaction.atomic():
            yield current
            if not current.is_on_record:
                raise TypeError("What is on record was changed, and nothing on record says so.")
    finally:
        amendment.reset(token)
