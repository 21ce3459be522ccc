from django.db.backends.postgresql import base

from ..before_commit import DoesWhatWaits


class DatabaseWrapper(DoesWhatWaits, base.DatabaseWrapper):
    pass
