"""The server as the manual starts it: it outlives a worker that is killed."""

import os
import re
import shlex
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing, suppress
from itertools import islice
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
from django.conf import settings
from gunicorn.app.wsgiapp import WSGIApplication

UNITS = "".join((settings.BASE_DIR / f"deploy/systemd/jinlin.{kind}").read_text() for kind in ("socket", "service"))
COMMANDS = re.findall(r"(?:ExecStart=)?\S*/(gunicorn portal.+)", UNITS)
PATIENCE = 60  # seconds for an answer
CONNECTIONS = """
import threading
import portal.wsgi
from django.db import connections
print(threading.active_count(), [one.connection for one in connections.all(initialized_only=True) if one.connection])
"""


def production(folder):
    """The environment of a site in `folder`, with DEBUG off behind a proxy."""
    return {
        "PATH": os.environ["PATH"],
        "DEBUG": "false",
        "SECRET_KEY": "k7f0q2m9x4z8c1v5b3n6-l0p2o9i8u7y6t5r4e3w2q1-asdfgh",
        "ALLOWED_HOSTS": "127.0.0.1,qinghe.example",
        "SITE_URL": "https://qinghe.example",
        "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3",
        "VAR_DIR": str(folder),
        "BEHIND_TLS_PROXY": "true",
        "PROXY_COUNT": "1",
    }


def test_systemd_starts_one_server_of_two_workers_and_holds_the_door(monkeypatch):
    (command,) = COMMANDS
    monkeypatch.setattr(sys, "argv", shlex.split(command))
    told = WSGIApplication().cfg
    assert (told.workers, told.threads, told.worker_class_str, told.preload_app) == (2, 1, "sync", True)
    assert told.accesslog is None  # it would name addresses that are keys
    (door,) = re.findall("^ListenStream=(.+)$", UNITS, re.MULTILINE)
    assert told.bind == [door]
    stop = int(re.search("^TimeoutStopSec=(.+)$", UNITS, re.MULTILINE)[1])
    assert stop > told.graceful_timeout  # or systemd would end what is being answered
    for line in ("Type=notify", "Restart=always", "KillMode=mixed", "Requires=jinlin.socket"):
        assert f"\n{line}\n" in UNITS


def test_loading_the_site_opens_nothing_that_workers_would_share(tmp_path):
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", CONNECTIONS],
        cwd=settings.BASE_DIR,
        env=production(tmp_path),
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == ["1", "[]"]


def free_port():
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def hear(process, words, times=1):
    """Read what the server says until it has said `words` so many times."""
    heard = (line for line in process.stderr if words in line)
    assert len(list(islice(heard, times))) == times, words


@pytest.fixture
def server(tmp_path):
    """The main process of the server, started by the command of the manual but for the port, and its address."""
    port = free_port()
    program, *arguments = shlex.split(COMMANDS[0].replace(":8000", f":{port}"))
    process = subprocess.Popen(  # noqa: S603
        [str(Path(sys.executable).parent / program), *arguments],
        cwd=settings.BASE_DIR,
        env=production(tmp_path),
        start_new_session=True,
        stderr=subprocess.PIPE,
        text=True,
    )
    hear(process, "Booting worker", times=2)
    yield process, f"http://127.0.0.1:{port}/robots.txt"
    with suppress(ProcessLookupError):  # where a test has ended them all
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def answers(address):
    """Whether the site answers there, to a proxy that has ended TLS."""
    try:
        with urlopen(Request(address, headers={"X-Forwarded-Proto": "https"}), timeout=PATIENCE) as response:  # noqa: S310
            return response.status == 200
    except OSError:
        return False


def answers_soon(address):
    """Whether it does within PATIENCE."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if answers(address):
            return True
    return False


def workers(process):
    return set(Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split())


def test_the_site_outlives_workers_that_are_killed_and_has_two_again(server):
    process, address = server
    assert answers_soon(address)
    before = workers(process)
    for worker in before:
        os.kill(int(worker), signal.SIGKILL)
    hear(process, "Booting worker", times=2)
    after = workers(process)
    assert (len(after), len(after & before)) == (2, 0)
    assert all(answers(address) for _time in range(20))


@pytest.mark.soak
def test_the_server_ends_in_order_when_it_is_told_to(server):
    process, address = server
    assert answers_soon(address)
    process.send_signal(signal.SIGTERM)
    hear(process, "Shutting down")
    assert process.wait(PATIENCE) == 0
    assert not answers(address)
