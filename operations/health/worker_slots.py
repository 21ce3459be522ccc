"""Where the processes of this machine keep their counters: each worker has files of its own, in one folder.

A worker takes the lowest slot that no living process holds, so one that replaces a killed one counts on where that
stopped, and there are never more files than workers. Where no slot is held the server starts anew, and what is left of
the last one is deleted.
"""

import fcntl
import itertools
import os
from pathlib import Path
from typing import TextIO

# Bytes that are taken from the disk at once. The files are mapped into memory, and a worker that wrote into a part for
# which a full disk had no room would be killed by the system (SIGBUS).
SIZES = {"counter": 1 << 20, "histogram": 2 << 20}

# {process: (slot, its open lock)}, of this process alone: the system lets go of the lock when the process dies.
_held: dict[int, tuple[int, TextIO]] = {}


def slot_in(folder: Path) -> int:
    """Return the slot of this process in `folder`. It is taken when first asked for, and after a fork anew.

    Raises OSError where the folder cannot be written.
    """
    process = os.getpid()
    if process not in _held:
        _held.clear()
        _held[process] = _take(folder)
    return _held[process][0]


def _take(folder):
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with open(folder / "start.lock", "a") as start:
        fcntl.flock(start, fcntl.LOCK_EX)  # one process at a time
        if not any(_is_held(lock) for lock in folder.glob("slot-*.lock")):
            for kind in SIZES:
                for old in folder.glob(f"{kind}_[0-9]*.db"):
                    old.unlink()
        for number in itertools.count():
            lock = open(folder / f"slot-{number}.lock", "a")  # noqa: SIM115  (it is held as long as the process lives)
            if _takes(lock):
                break
            lock.close()
        for kind, size in SIZES.items():
            _take_room(folder / f"{kind}_{number}.db", size)
    return number, lock


def _is_held(path):
    with open(path, "a") as lock:
        return not _takes(lock)


def _takes(lock):
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _take_room(path, size):
    with open(path, "ab") as file:
        if file.tell() < size:
            os.posix_fallocate(file.fileno(), 0, size)
