"""The application server of a drill: started by the command of the manual, stopped, killed and kept up.

What systemd does is played here: it holds the listening socket (jinlin.socket), starts the server anew when its main
process has ended (Restart=always) and kills what is left before (KillMode=mixed).
"""

import fcntl
import os
import re
import shlex
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import suppress
from http.client import HTTPException
from pathlib import Path

from databases import PATIENCE, descendants, free_port, send
from visitors import Visitor

ROOT = Path(__file__).resolve().parent.parent
PROGRAMS = Path(sys.executable).parent
RESTART_SEC = 0.01  # that of jinlin.service


def recommended():
    """Return the command of jinlin.service (ExecStart), with the programs of this Python."""
    unit = (ROOT / "deploy/systemd/jinlin.service").read_text()
    program, *arguments = shlex.split(re.search(r"^ExecStart=(.+)$", unit, re.MULTILINE)[1])
    return [str(PROGRAMS / Path(program).name), *arguments]


def at_port(command, port):
    """Return `command` with its port, 8000 in the manual, replaced."""
    return [re.sub(r"\b8000\b", str(port), word) for word in command]


class Server:
    """The server. With `keep_up` it is watched as by systemd with Restart=always.

    With `holds_door` its socket outlives it, so that whoever comes meanwhile waits; other servers than the manual's may
    not know how to take one over. `code` is the checkout from which it starts next.
    """

    def __init__(self, folder, environment, *, command=None, account=None, holds_door=None, code=ROOT):
        self.port, self.code = free_port(), code
        self.command = at_port(command or recommended(), self.port)
        self._door = None
        if holds_door or (holds_door is None and command is None):
            self._door = socket.create_server(("127.0.0.1", self.port), backlog=2048)
        self.log = folder / "server.log"
        self.environment = environment
        self.process = None
        self._account = {"user": account, "group": account, "extra_groups": []} if account else {}
        self._keeper, self._kept_up = None, threading.Event()

    @property
    def pid(self):
        """The main process, which systemd knows."""
        return self.process.pid

    def launch(self):
        """Start it and wait for nothing."""
        command, kept = self.command, ()
        if self._door:
            kept = (fcntl.fcntl(self._door, fcntl.F_DUPFD, 10),)
            script = f'exec 3<&{kept[0]} {kept[0]}<&-; LISTEN_PID=$$ LISTEN_FDS=1 exec "$@"'
            command = ["bash", "-c", script, "bash", *self.command]
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                command,
                cwd=self.code,
                pass_fds=kept,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                **self._account,
            )
        for descriptor in kept:
            os.close(descriptor)

    def start(self):
        """Start it and wait until it answers; return the seconds."""
        self.launch()
        return self.wait_until_it_answers()

    def wait_until_it_answers(self, patience=PATIENCE):
        started = time.perf_counter()
        while time.perf_counter() - started < patience:
            with suppress(OSError, HTTPException):
                if Visitor(self.port, "127.0.0.1", patience=5).get("/robots.txt").status == 200:
                    return time.perf_counter() - started
            if not self._kept_up.is_set() and self.process.poll() is not None:
                break
            time.sleep(0.05)
        raise RuntimeError(f"The server does not answer:\n{self.log.read_text()[-3000:]}")

    def stop(self, patience=PATIENCE):
        """Tell it to end and wait for it; return (seconds, exit status). What is left over is killed."""
        self.leave_down()
        started = time.perf_counter()
        process, self.process = self.process, None
        if process is None:
            return 0, 0
        send([process.pid], signal.SIGTERM)
        try:
            status = process.wait(patience)
        except subprocess.TimeoutExpired:
            status = None
        seconds = time.perf_counter() - started
        self._end_all(process)
        return seconds, status

    def restart(self):
        """Stop it in order and start it again; return the seconds until it answers."""
        started = time.perf_counter()
        self.stop()
        self.start()
        return time.perf_counter() - started

    def reload(self):
        """Send SIGHUP and wait for nothing; the manual's server is restarted instead."""
        send([self.pid], signal.SIGHUP)

    def worker_pids(self):
        """Return the processes that answer requests, oldest first: all below the main one that run this Python.

        Helpers that a request has started (the screening of a document) are not among them.
        """
        with suppress(OSError):
            children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()
            return [int(pid) for pid in children if b"resource_tracker" not in _command_of(pid)]
        return []

    def keep_up(self):
        """From now on start it anew whenever its main process ends."""
        self._kept_up.set()
        self._keeper = threading.Thread(target=self._keep_up, daemon=True)
        self._keeper.start()

    def leave_down(self):
        """Watch it no longer."""
        self._kept_up.clear()
        if self._keeper:
            self._keeper.join()

    def _keep_up(self):
        while self._kept_up.is_set():
            process = self.process
            if process is None or process.poll() is None:
                time.sleep(0.01)
                continue
            self._end_all(process)
            time.sleep(RESTART_SEC)
            if self._kept_up.is_set():
                self.launch()

    @staticmethod
    def _end_all(process):
        """Kill what is left of its process group, as systemd does with a unit's control group."""
        left = descendants(process.pid)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        send(left[1:], signal.SIGKILL)
        with suppress(subprocess.TimeoutExpired):
            process.wait(5)


def _command_of(pid):
    with suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    return b""
