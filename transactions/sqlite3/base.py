import os
from pathlib import Path
from urllib.parse import quote

from django.db.backends.sqlite3 import base, features
from django.db.utils import OperationalError
from django.utils.functional import cached_property

from ..before_commit import DoesWhatWaits


class DatabaseFeatures(features.DatabaseFeatures):
    @cached_property
    def supports_json_field(self):
        """Ask as Django does, but in no transaction: that wants to write, so a file that is locked or read-only would
        be taken, for good, for one without JSON.
        """
        try:
            with self.connection.cursor() as cursor:
                cursor.execute("SELECT JSON('{}')")
        except OperationalError as error:
            if "no such function" not in str(error):
                raise
            return False
        return True


class DatabaseWrapper(DoesWhatWaits, base.DatabaseWrapper):
    features_class = DatabaseFeatures

    def is_read_only(self):
        """Whether the file takes no writes: it, its folder, or a journal that SQLite left beside it, with its mode."""
        file = self._file()
        if file is None:
            return False
        journals = (file.with_name(f"{file.name}{end}") for end in ("-wal", "-shm"))
        return not all(os.access(path, os.W_OK) for path in (file.parent, file, *journals) if path.exists())

    def get_connection_params(self):
        """Let SQLite read a file in a folder to which it cannot write: else it wants a journal there to read, too.

        Nobody of this account changes the file then. A journal that was left may hold what the file does not have yet.
        """
        params, file = super().get_connection_params(), self._file()
        if file and not os.access(file.parent, os.W_OK) and not file.with_name(f"{file.name}-wal").exists():
            params["database"] = f"file:{quote(str(file))}?immutable=1"
        return params

    def _file(self):
        """The path of the file; None while there is none, and for a database in memory."""
        file = Path(self.settings_dict["NAME"])
        return None if self.is_in_memory_db() or not file.is_file() else file
