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
from granian.cli import cli

MANUAL = (settings.BASE_DIR / "docs/operations.md").read_text()
COMMANDS = re.findall(r"(?:ExecStart=)?\S*\bgranian (--interface .+)", MANUAL)
PATIENCE = 60  # seconds for an answer


def test_the_manual_names_one_server_which_replaces_a_worker_that_dies():
    (command,) = COMMANDS
    told = cli.make_context("granian", shlex.split(command)).params
    assert told["respawn_failed_workers"] is True
    assert told["workers"] == 2
    assert "\nRestart=always\n" in MANUAL


def free_port():
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def hear(process, words, times=1):
    """Read what the server says until it has said `words` so many times."""
    heard = (line for line in process.stdout if words in line)
    assert len(list(islice(heard, times))) == times, words


@pytest.fixture
def server(tmp_path):
    """The main process of the server, started by the command of the manual but for the port, and its address."""
    port = free_port()
    command = shlex.split(COMMANDS[0])
    command[command.index("--port") + 1] = str(port)
    variables = {
        "PATH": os.environ["PATH"],
        "DEBUG": "false",
        "SECRET_KEY": "k7f0q2m9x4z8c1v5b3n6-l0p2o9i8u7y6t5r4e3w2q1-asdfgh",
        "ALLOWED_HOSTS": "127.0.0.1,qinghe.example",
        "SITE_URL": "https://qinghe.example",
        "DATABASE_URL": f"sqlite:///{tmp_path}/db.sqlite3",
        "VAR_DIR": str(tmp_path),
        "BEHIND_TLS_PROXY": "true",
        "PROXY_COUNT": "1",
    }
    granian = str(Path(sys.executable).parent / "granian")
    process = subprocess.Popen(  # noqa: S603
        [granian, *command],
        cwd=settings.BASE_DIR,
        env=variables,
        start_new_session=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    hear(process, "Started worker", times=2)
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
    """Whether it does within PATIENCE: a worker has started before it listens."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if answers(address):
            return True
    return False


def workers(process):
    return set(Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split())


def test_the_site_outlives_a_worker_that_is_killed_and_has_two_again(server):
    process, address = server
    assert answers_soon(address)
    before = workers(process)
    os.kill(int(min(before)), signal.SIGKILL)
    hear(process, "Started worker")
    after = workers(process)
    assert (len(after), len(after & before)) == (2, 1)
    assert all(answers(address) for _time in range(20))


@pytest.mark.soak
def test_the_server_ends_in_order_when_it_is_told_to(server):
    process, address = server
    assert answers_soon(address)
    process.send_signal(signal.SIGTERM)
    hear(process, "shutdown completed")
    assert process.wait(PATIENCE) == 0
    assert not answers(address)
