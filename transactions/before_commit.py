"""What a transaction does once, last of all, however often it was asked for. It is committed with the rest, or not.

Django calls functions after a commit (`on_commit`), and none before it. So the site's two kinds of database, `sqlite3`
and `postgresql` beside this file, are Django's own with one thing added: they do what waits before they commit.
"""

from collections import defaultdict

from django.db import connection


def before_commit(function, values):
    """Call `function` with `values`, once, with all that other calls gave it in this transaction, sorted.

    Without a transaction it is called at once.
    """
    if connection.get_autocommit():
        function(sorted(values))
    else:
        connection.waiting[function].update(values)


def catch_up():
    """Do now what waits for the end of the transaction, for whoever is about to read what comes of it."""
    connection.do_what_waits()


class DoesWhatWaits:
    """Mixed into a connection. `waiting` is {function: values} of this transaction, and `done` what was done early.

    A savepoint that is rolled back takes what was done within it away. So all of that is done once more.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.waiting, self.done = defaultdict(set), defaultdict(set)
        self.takes_back = []  # (savepoints, function), as Django has it in `run_on_commit`

    def on_rollback(self, function):
        """Call `function`, without arguments, where the transaction or its savepoint is rolled back.

        It is not called where nobody knows what has become of the transaction: where the connection was lost.
        """
        if self.in_atomic_block:
            self.takes_back.append((set(self.savepoint_ids), function))

    def do_what_waits(self):
        while self.waiting:
            function, values = self.waiting.popitem()
            self.done[function] |= values
            function(sorted(values))

    def commit(self):
        try:
            self.do_what_waits()
        except BaseException:
            self.rollback()  # Django does so for errors of the database alone
            raise
        super().commit()
        self._forget()

    def savepoint_rollback(self, sid):
        super().savepoint_rollback(sid)
        for function, values in self.done.items():
            self.waiting[function] |= values
        self._take_back([one for one in self.takes_back if sid in one[0]])

    def rollback(self):
        self.waiting.clear()
        self.done.clear()
        super().rollback()
        self._take_back(self.takes_back)

    def connect(self):
        self._forget()  # what the last connection left open is lost
        super().connect()

    def _forget(self):
        self.waiting.clear()
        self.done.clear()
        self.takes_back = []

    def _take_back(self, undone):
        self.takes_back = [one for one in self.takes_back if one not in undone]
        for _savepoints, function in reversed(undone):
            function()
