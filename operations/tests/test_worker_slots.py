"""Counters of several processes: nothing counted is lost with a worker that is killed, and no file too many is left."""

import os
import subprocess
import sys
from contextlib import contextmanager

import pytest
from django.conf import settings as site
from prometheus_client import CollectorRegistry
from prometheus_client.multiprocess import MultiProcessCollector

from operations.health import worker_slots as slots

WORKER = """
import sys
from functools import partial
from pathlib import Path
from prometheus_client import Counter, values
from operations.health.worker_slots import slot_in
folder = Path(sys.argv[1])
values.ValueClass = values.MultiProcessValue(process_identifier=partial(slot_in, folder))
counter = Counter("seen", "Seen.", ["by"])
print(slot_in(folder), flush=True)
for line in sys.stdin:
    counter.labels("all").inc()
    print("counted", flush=True)
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("PROMETHEUS_MULTIPROC_DIR", str(tmp_path / "metrics"))
    return tmp_path / "metrics"


@contextmanager
def worker(folder):
    with subprocess.Popen(  # noqa: S603
        [sys.executable, "-c", WORKER, str(folder)],
        cwd=site.BASE_DIR,
        env={**os.environ, "PYTHONPATH": str(site.BASE_DIR)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        bufsize=1,
    ) as process:
        process.slot = int(process.stdout.readline())
        try:
            yield process
        finally:
            process.kill()


def count(process, times):
    for _time in range(times):
        process.stdin.write("\n")
        process.stdout.readline()


def counted(folder):
    registry = CollectorRegistry()
    MultiProcessCollector(registry, path=str(folder))
    return registry.get_sample_value("seen_total", {"by": "all"})


def test_a_worker_that_replaces_a_killed_one_counts_on_and_a_new_server_begins_at_nothing(folder):
    with worker(folder) as first, worker(folder) as second:
        assert (first.slot, second.slot) == (0, 1)
        count(first, 3)
        count(second, 4)
        first.kill()
        first.wait()
        with worker(folder) as third:
            assert third.slot == 0
            count(third, 5)
            assert counted(folder) == 12
            assert len(list(folder.glob("counter_*.db"))) == 2
    with worker(folder) as new:
        count(new, 1)
        assert counted(folder) == 1


def test_room_is_taken_from_the_disk_before_anything_is_counted(folder, monkeypatch):
    monkeypatch.setattr(slots, "_held", {})
    slots.slot_in(folder)
    for kind, size in slots.SIZES.items():
        file = (folder / f"{kind}_0.db").stat()
        assert file.st_size == size
        assert file.st_blocks * 512 >= size


def test_a_process_that_was_forked_takes_a_slot_of_its_own(folder, monkeypatch):
    monkeypatch.setattr(slots, "_held", {})
    assert slots.slot_in(folder) == slots.slot_in(folder) == 0
    held = dict(slots._held)  # as in the parent, which goes on
    monkeypatch.setattr(os, "getpid", lambda: -1)
    assert slots.slot_in(folder) == 1
    assert held


def test_a_folder_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(OSError, match="file"):
        slots._take(tmp_path / "file" / "metrics")
