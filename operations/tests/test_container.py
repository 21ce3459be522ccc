"""What stands in `deploy/container/` starts what systemd would start, and each job at its time."""

import json
import re
import shlex
from datetime import datetime, time
from importlib.util import module_from_spec, spec_from_file_location
from types import SimpleNamespace

from django.conf import settings

from jobs.command import DAILY, HOURLY

FOLDER = settings.BASE_DIR / "deploy/container"
CONTAINERFILE = (FOLDER / "Containerfile").read_text()
_spec = spec_from_file_location("run_jobs", FOLDER / "run_jobs.py")
run_jobs = module_from_spec(_spec)
_spec.loader.exec_module(run_jobs)


def job(name, every, at, *, is_wanted=True):
    return SimpleNamespace(name=name, every=every, command=SimpleNamespace(at=at), is_wanted=is_wanted)


def test_the_container_starts_the_server_of_the_unit():
    unit = (settings.BASE_DIR / "deploy/systemd/jinlin.service").read_text()
    program, *arguments = shlex.split(re.search(r"^ExecStart=(.+)$", unit, re.MULTILINE)[1])
    assert program.endswith("/.venv/bin/gunicorn")
    arguments[arguments.index("127.0.0.1:8000")] = "0.0.0.0:8000"  # noqa: S104  the container's own
    commands = re.findall(r"^CMD (\[.+\])$", CONTAINERFILE, re.MULTILINE)
    assert [json.loads(command) for command in commands] == [["gunicorn", *arguments]]
    assert CONTAINERFILE.index("USER jinlin") < CONTAINERFILE.index("\nCMD [")


def test_each_job_is_started_once_at_its_time_and_later_where_another_took_long():
    jobs = [
        job("daily", DAILY, time(3, 10)),
        job("hourly", HOURLY, time(0, 5)),
        job("unwanted", HOURLY, time(0, 5), is_wanted=False),
    ]

    def due(after, until):
        day = datetime(2026, 11, 30)  # noqa: DTZ001
        return run_jobs.due(jobs, day.replace(**after), day.replace(**until))

    assert due({"hour": 3, "minute": 9, "second": 59}, {"hour": 3, "minute": 10}) == ["daily"]
    assert due({"hour": 3, "minute": 10}, {"hour": 3, "minute": 11}) == []
    assert due({"hour": 4, "minute": 9}, {"hour": 4, "minute": 11}) == []
    assert due({"hour": 3, "minute": 0}, {"hour": 5, "minute": 6, "second": 30}) == ["hourly", "daily"]
    assert due({"hour": 12, "minute": 5}, {"hour": 13, "minute": 4, "second": 59}) == []
