from django.db.backends.sqlite3 import base

from ..before_commit import DoesWhatWaits


class DatabaseWrapper(DoesWhatWaits, base.DatabaseWrapper):
    pass
