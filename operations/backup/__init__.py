"""Backup and restore of all that a site has: its database, public files and private files.

`making.py` writes a backup, `reading.py` checks one, `restoring.py` puts it back. Where it lies on disk: `store.py`;
what is said of it: `manifest.py`; how it is encrypted: `sealing.py`; each kind of database: `databases/`; what must not
come back: `forgetting.py`.
"""
