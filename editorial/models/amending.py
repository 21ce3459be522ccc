"""The one way to change what is on record. What the law wants gone goes, and the record says that it went."""

from contextlib import contextmanager

from django.db import transaction

from .kept import amendment


class Amendment:
    """How many `rows` on record were changed, and whether a later row says so."""

    def __init__(self):
        self.rows, self.is_on_record = 0, True

    def count(self, rows):
        if rows:
            self.rows, self.is_on_record = self.rows + rows, False


@contextmanager
def amending():
    """Give an Amendment. Within this context querysets may update what is on record.

    Nothing on record is ever deleted. All is one transaction. After the last change, whoever amends puts on record who
    it was and how many rows, and none of the words that went. Where that is missing, TypeError is raised and nothing is
    changed.
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
