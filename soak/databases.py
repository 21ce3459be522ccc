"""Databases and a Redis of a drill's own, which can be stopped, frozen and made read-only."""

import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import time
from contextlib import closing, suppress
from pathlib import Path

PATIENCE = 60  # seconds for anything to start


def free_port():
    """Return a port of this machine on which nobody listens."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def descendants(pid):
    """Return the ids of all processes below `pid`, itself first."""
    found = [pid]
    for parent in found:
        with suppress(OSError):
            for task in Path(f"/proc/{parent}/task").iterdir():
                found += map(int, (task / "children").read_text().split())
    return found


def send(pids, signal_number):
    """Send a signal to each of `pids` that still runs."""
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, signal_number)


class SQLite:
    """A database in one file. It can be frozen: somebody else holds its lock."""

    vendor = "sqlite"

    def __init__(self, folder):
        self.file = folder / "jinlin.sqlite3"
        self.url = f"sqlite:///{self.file}"
        self._holder = None

    def start(self):
        """Make nothing: Django makes the file."""

    def stop(self):
        self.thaw()

    def statement(self, sql, *parameters):
        """Run one statement, with ? for each parameter; return its rows."""
        with closing(sqlite3.connect(self.file, timeout=20)) as connection, connection:
            return connection.execute(sql, parameters).fetchall()

    def freeze(self):
        """Hold the lock, so that nobody else writes."""
        self._holder = sqlite3.connect(self.file, isolation_level=None, check_same_thread=False)
        self._holder.execute("BEGIN IMMEDIATE")

    def thaw(self):
        if self._holder:
            self._holder.close()
            self._holder = None


class PostgreSQL:
    """A cluster of its own, with the settings that initdb gives it: it waits for its disk as a real one does."""

    vendor = "postgresql"

    def __init__(self, folder, options=""):
        """Start the cluster in `folder`, and make it first unless it is there.

        `options` are added to those of the server (`-c log_statement=all`).
        """
        self.port = free_port()
        self.folder = folder / "postgresql"
        self.url = f"postgres://postgres@127.0.0.1:{self.port}/jinlin"
        self.log = self.folder / "server.log"
        self._options = f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1 {options}"
        self._programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))[-1]
        is_new = not self.folder.exists()
        if is_new:
            self._make(folder)
        self.start()
        if is_new:
            self._run("createdb", "-h", "127.0.0.1", "-p", self.port, "-U", "postgres", "jinlin")

    def _make(self, folder):
        self.folder.mkdir()
        if os.getuid() == 0:  # it refuses to run as root
            folder.chmod(0o711)
            shutil.chown(self.folder, "postgres", "postgres")
        self._run("initdb", "-D", self.folder, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")

    def _run(self, program, *arguments):
        as_whom = {"user": "postgres", "group": "postgres"} if os.getuid() == 0 else {}
        command = [self._programs / program, *map(str, arguments)]
        # pg_ctl leaves a server behind which would keep a pipe open for ever.
        with open(self.folder.parent / "pg_ctl.log", "ab") as log:
            done = subprocess.run(command, stdout=log, stderr=log, cwd="/", start_new_session=True, **as_whom)
        if done.returncode:
            raise RuntimeError(f"{program} failed: {Path(log.name).read_text()}")

    @property
    def pid(self):
        """The main process, which frozen or stopped means all of it."""
        return int((self.folder / "postmaster.pid").read_text().split()[0])

    def start(self):
        """Start it, unless it runs, and wait until it answers."""
        if not (self.folder / "postmaster.pid").exists():
            self._run("pg_ctl", "-D", self.folder, "-w", "-o", self._options, "-l", self.log, "start")

    def stop(self, mode="fast"):
        """Stop it, unless it is stopped: `fast` ends connections in order, `immediate` as a crash does."""
        self.thaw()
        if (self.folder / "postmaster.pid").exists():
            self._run("pg_ctl", "-D", self.folder, "-w", "-m", mode, "stop")

    def restart(self, mode="fast"):
        self.stop(mode)
        self.start()

    def freeze(self):
        """Stop the clock of all its processes: connections stay open and nothing answers."""
        send(descendants(self.pid), signal.SIGSTOP)

    def thaw(self):
        with suppress(FileNotFoundError):
            send(descendants(self.pid), signal.SIGCONT)

    def read_only(self, on=True):
        """Let no session write any more, those that are open neither; or let them write again."""
        self.statement(f"ALTER SYSTEM SET default_transaction_read_only = {'on' if on else 'off'}")
        self.statement("SELECT pg_reload_conf()")
        time.sleep(0.5)  # until each session has read it

    def statement(self, sql, *parameters):
        """Run one statement, with %s for each parameter; return its rows. It may write in a read-only database too."""
        import psycopg

        writable = "-c default_transaction_read_only=off"
        with psycopg.connect(self.url, autocommit=True, options=writable, connect_timeout=10) as connection:
            answer = connection.execute(sql, parameters or None)
            return answer.fetchall() if answer.description else []


class Redis:
    """A Redis of its own, which keeps nothing on the disk."""

    def __init__(self, folder):
        self.port = free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self._folder = folder
        self._process = None

    def start(self):
        """Start it, unless it runs, and wait until it answers."""
        if self._process:
            return
        command = ["redis-server", "--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
        with open(self._folder / "redis.log", "ab") as log:
            self._process = subprocess.Popen(
                [*command, "--dir", self._folder], stdout=log, stderr=log, start_new_session=True
            )
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            with suppress(OSError), closing(socket.create_connection(("127.0.0.1", self.port), 1)) as talk:
                talk.sendall(b"PING\r\n")
                if talk.recv(7) == b"+PONG\r\n":
                    return
            time.sleep(0.05)
        raise RuntimeError("Redis does not answer")

    def stop(self):
        """Stop it, unless it is stopped."""
        if self._process:
            self._process.send_signal(signal.SIGCONT)
            self._process.kill()
            self._process.wait()
            self._process = None

    def freeze(self):
        """Stop its clock: connections stay open and nothing answers."""
        self._process.send_signal(signal.SIGSTOP)

    def thaw(self):
        self._process.send_signal(signal.SIGCONT)
