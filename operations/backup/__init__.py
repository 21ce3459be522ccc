"""Backup and restore of all that a site has: its database, public files and private files.

`backing_up.py` writes a backup, `reading.py` checks one, `putting_back.py` restores it. Where it lies on disk:
`store.py`; what is said of it: `manifest.py`; how it is encrypted: `sealing.py`; each kind of database: `databases/`;
what must not come back: `forgetting.py`.
"""
