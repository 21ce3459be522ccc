import time

from django.db.backends.postgresql import base

from ..before_commit import DoesWhatWaits

REST = 1  # second without asking a server that gave no connection, so that not each reader waits for it anew


class DatabaseWrapper(DoesWhatWaits, base.DatabaseWrapper):
    _failed = None  # why there was no connection, for the whole process
    _rests_until = 0.0  # by time.monotonic()

    def get_new_connection(self, conn_params):
        """Connect as Django does; fail at once where it has failed within the last REST."""
        own = DatabaseWrapper
        if own._failed and time.monotonic() < own._rests_until:
            raise type(own._failed)(*own._failed.args)
        try:
            connection = super().get_new_connection(conn_params)
        except self.Database.Error as error:
            own._failed, own._rests_until = error.with_traceback(None), time.monotonic() + REST
            raise
        own._failed = None
        return connection

    def is_read_only(self):
        """Whether the server takes no writes of this connection. It reports that by itself since PostgreSQL 14.

        False while there is no connection, and behind a proxy that reports nothing.
        """
        reported = self.connection.pgconn.parameter_status if self.connection else lambda name: None
        return any(reported(name) == b"on" for name in (b"in_hot_standby", b"default_transaction_read_only"))
