"""The application server of a drill: started by the command of the manual, stopped, reloaded, killed and kept up."""

import os
import re
import shlex
import signal
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
RESTART_SEC = 0.1  # systemd's own


def recommended():
    """Return the command of the manual (ExecStart), with the programs of this Python."""
    manual = (ROOT / "docs/operations.md").read_text()
    program, *arguments = shlex.split(re.search(r"^ExecStart=(.+)$", manual, re.MULTILINE)[1])
    return [str(PROGRAMS / Path(program).name), *arguments]


def at_port(command, port):
    """Return `command` with its port, 8000 in the manual, replaced."""
    return [re.sub(r"\b8000\b", str(port), word) for word in command]


class Server:
    """The server. With `keep_up` it is watched as by systemd with Restart=always.

    What is left of a main process that has ended is killed then, and all of it is started anew.
    """

    def __init__(self, folder, environment, *, command=None, account=None):
        self.port = free_port()
        self.command = at_port(command or recommended(), self.port)
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
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                self.command,
                cwd=ROOT,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                **self._account,
            )

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
        self._kept_up.clear()
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
        """Ask for new workers one after the other, as `systemctl reload` does, and wait for nothing."""
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
