"""Application servers side by side, each with the whole site: what is lost when a worker dies, and how fast they are.

    .venv/bin/python bench/servers.py [postgresql|sqlite] [server…]      # PARTS="kills stops" measures these alone

All run at once on one database and are measured in turn, round by round, so that the machine's other work is the same
for all: figures of one run may be compared, those of two may not. What is not installed is left out. Whatever is killed
is watched as by systemd (Restart=always, KillMode=mixed). Readers come with a new connection for each page, as nginx
does. "held" is a server whose socket is held open for it, as systemd does.
"""

import os
import re
import shutil
import signal
import statistics
import sys
import threading
import time
from contextlib import closing
from http.client import HTTPException
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "soak"))

from load import Load  # noqa: E402
from real_site import HOST, Site  # noqa: E402
from servers import Server  # noqa: E402
from slow_clients import SlowClients  # noqa: E402
from visitors import multipart  # noqa: E402

GUNICORN = "gunicorn portal.wsgi:application --bind 127.0.0.1:8000 --workers 2 --no-control-socket --timeout 120"
SERVERS = {
    "granian": "granian --interface wsgi portal.wsgi:application --host 127.0.0.1 --port 8000 --workers 2 "
    "--blocking-threads 1 --respawn-failed-workers --workers-kill-timeout 30",
    "gunicorn sync": GUNICORN,
    "gunicorn sync preload": f"{GUNICORN} --preload",
    "gunicorn sync preload, held": f"{GUNICORN} --preload",
    "gunicorn gthread": f"{GUNICORN} --worker-class gthread --threads 1",
    "uwsgi": "uwsgi --http-socket 127.0.0.1:8000 --module portal.wsgi --processes 2 --master --die-on-term --lazy-apps "
    f"--virtualenv {sys.prefix}",
}
PARTS = "rates memory connections kills stops reloads in_flight slow_clients uploads"
ROUNDS = 5
SECONDS = 2


def candidates(wanted):
    for name, command in SERVERS.items():
        program, *arguments = command.split()
        found = shutil.which(program, path=f"{Path(sys.executable).parent}:{os.environ['PATH']}")
        if found and (not wanted or name in wanted):
            yield name, [found, *arguments]


def pages(site):
    """Return {what it is: its path}."""
    reader = site.visitor(site.port)
    article = re.search(r'href="(/articles/\d+/)"', reader.get("/").text)[1]
    column = re.search(r'href="(/news/[\w-]+/)"', reader.get("/").text)[1]
    return {"article": article, "list": column, "front page": "/"}


class Bench:
    def __init__(self, site, servers):
        self.site, self.servers, self.rows = site, servers, {}
        site.port = next(iter(servers.values())).port
        self.paths = pages(site)

    def put(self, what, name, value):
        self.rows.setdefault(what, {})[name] = value
        print(f"  {what:<52} {name:<22} {value}", flush=True)

    def load(self, server, paths=None, **options):
        return Load(server.port, HOST, paths or list(self.paths.values()), **{"readers": 4, **options})

    def rates(self):
        """Closed loop, four readers: answers a second, the median of the rounds."""
        cases = {what: ([path], None) for what, path in self.paths.items()}
        cases["admin list"] = (["/admin/articles/article/"], "editor1")
        for what, (paths, username) in cases.items():
            found = {name: [] for name in self.servers}
            for _round in range(ROUNDS):
                for name, server in self.servers.items():
                    who = None
                    if username:
                        cookies = self.cookies(username)

                        def who(server=server, cookies=cookies):
                            visitor = self.site.visitor(server.port)
                            visitor.cookies = dict(cookies)
                            return visitor

                    with self.load(server, paths, visitor=who) as load:
                        time.sleep(SECONDS)
                    assert not load.lost, load.lost[:3]
                    found[name].append(load.rate)
            first = statistics.median(next(iter(found.values())))
            for name, rates in found.items():
                rate = statistics.median(rates)
                self.put(f"{what}: answers/s (ratio to the first)", name, f"{rate:.0f} ({rate / first:.2f})")

    def cookies(self, username):
        if not hasattr(self, "_cookies"):
            self._cookies = {}
        if username not in self._cookies:
            self._cookies[username] = self.site.person(username, port=self.site.port).cookies
        return self._cookies[username]

    def memory(self):
        for name, server in self.servers.items():
            pids = server.worker_pids()
            each = [_pss(pid) for pid in pids]
            self.put("memory after that, MB (PSS): workers + main", name, f"{each} + {_pss(server.pid)}")

    def connections(self):
        """Count the connections to the database that its workers take for twelve pages: a kept one is one a worker."""
        if self.site.database.vendor != "postgresql":
            return
        for name, server in self.servers.items():
            seen = set()
            for _page in range(12):
                self.site.visitor(server.port).get(self.paths["article"])
                sql = "SELECT pid FROM pg_stat_activity WHERE client_port IS NOT NULL AND backend_type='client backend'"
                seen |= {pid for (pid,) in self.site.statement(sql) if _belongs(pid, server, self.site)}
                time.sleep(0.2)
            self.put("database connections seen over 12 pages", name, len(seen))

    def kills(self):
        for name, server in self.servers.items():
            for what, choose in {
                "one worker": lambda server: server.worker_pids()[:1],
                "all workers": lambda server: server.worker_pids(),
                "main process": lambda server: [server.pid],
            }.items():
                lost, silences, total = 0, [], 0
                server.keep_up()
                for _time in range(2):
                    with self.load(server, readers=6) as load:
                        time.sleep(0.7)
                        moment = time.perf_counter()
                        for pid in choose(server):
                            os.kill(pid, signal.SIGKILL)
                        while load.silence_after(moment) > 30 and time.perf_counter() < moment + 30:
                            time.sleep(0.1)
                        time.sleep(2)
                    lost += len(load.lost)
                    total += len(load.seen)
                    silences.append(load.silence_after(moment))
                    server.wait_until_it_answers()
                    time.sleep(1)
                server.leave_down()
                value = f"{max(silences):.2f} s ({lost} lost of {total})"
                self.put(f"kill -9 of {what}: first answer after", name, value)

    def stops(self):
        for name, server in self.servers.items():
            seconds = []
            for pause in (0, 0.1, 0.5, 1, 2, 3):  # SIGTERM while a killed worker is being replaced
                os.kill(server.worker_pids()[0], signal.SIGKILL)
                time.sleep(pause)
                with self.load(server, readers=3, patience=3) as _load:
                    took, status = server.stop(patience=45)
                seconds.append(f"{took:.1f}" + ("" if status == 0 else f" ({status})"))
                server.start()
            self.put("SIGTERM 0…3 s after kill -9 of a worker: seconds", name, " ".join(seconds))
            with self.load(server, readers=4) as load:
                time.sleep(0.5)
                took, _status = server.stop(patience=45)
            torn = [seen for seen in load.lost if "refused" not in seen.fault]
            self.put("SIGTERM under load: seconds, requests torn", name, f"{took:.2f}, {len(torn)}")
            server.start()

    def reloads(self):
        for name, server in self.servers.items():
            before = set(server.worker_pids())
            with self.load(server, readers=6, patience=30) as load:
                for _time in range(3):
                    time.sleep(1)
                    if "held" in name:
                        server.restart()
                        continue
                    server.reload()
                    until = time.monotonic() + 30
                    while time.monotonic() < until and set(server.worker_pids()) & before:
                        time.sleep(0.1)
                    before = set(server.worker_pids())
                    server.wait_until_it_answers()
                    time.sleep(2)
                time.sleep(1)
            value = f"{len(load.lost)} of {len(load.seen)}, {load.longest():.2f} s"
            self.put("SIGHUP (held: restart) 3 times under load: lost, longest", name, value)

    def in_flight(self):
        """A page that takes 3 s (it waits for a lock) while the server is told to end, and one that takes 60 s."""
        if self.site.database.vendor != "postgresql":
            return
        for name, server in self.servers.items():
            server.wait_until_it_answers()
            self.put("a page of 3 s, SIGTERM meanwhile: its answer", name, self._slow_page(server, 3, server.stop))
            server.start()
            self.put("a page of 3 s, SIGHUP meanwhile: its answer", name, self._slow_page(server, 3, server.reload))
            time.sleep(5)
            self.put("a page of 60 s: its answer", name, self._slow_page(server, 60, lambda: None))

    def _slow_page(self, server, seconds, meanwhile):
        import psycopg

        got = []

        def ask():
            try:
                got.append(self.site.visitor(server.port, patience=seconds + 30).get(self.paths["article"]).status)
            except (OSError, HTTPException) as error:
                got.append(type(error).__name__)

        with closing(psycopg.connect(self.site.database.url)) as connection:
            connection.execute("LOCK TABLE articles_article IN ACCESS EXCLUSIVE MODE")
            thread = threading.Thread(target=ask)
            thread.start()
            time.sleep(0.5)
            other = threading.Thread(target=meanwhile)
            other.start()
            time.sleep(seconds)
        thread.join()
        other.join()
        return got[0]

    def slow_clients(self):
        for kind in ("headers", "body", "reading"):
            for name, server in self.servers.items():
                with SlowClients(server.port, HOST, kind, many=6, path="/"):
                    try:
                        answer = self.site.visitor(server.port, patience=8).get("/robots.txt")
                        value = f"{answer.status} in {answer.seconds:.2f} s"
                    except (OSError, HTTPException) as error:
                        value = type(error).__name__
                self.put(f"6 slow clients directly ({kind}): another's answer", name, value)
                server.restart()

    def uploads(self):
        whole, kind = multipart([], [("file", "a.jpg", os.urandom(40_000_000), "image/jpeg")])
        for what, size, body in (
            ("40 MB, pieces of 64 KB", 65536, whole),
            ("4 MB, pieces of 100", 100, whole[:4_000_000]),
        ):
            found = {name: [] for name in self.servers}
            for _round in range(3):
                for name, server in self.servers.items():
                    found[name].append(self._upload(server, body, kind, size))
            for name, all_seconds in found.items():
                self.put(f"a body of {what}: seconds", name, f"{min(all_seconds):.2f}")

    def _upload(self, server, body, kind, size):
        """Send a form that needs a token and has none: Django reads it whole to look for one."""
        import socket

        with closing(socket.create_connection(("127.0.0.1", server.port), 60)) as connection:
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            head = (
                f"POST /questions/track/ HTTP/1.1\r\nHost: {HOST}\r\nX-Forwarded-Proto: https\r\nConnection: close\r\n"
                f"Cookie: csrftoken={'a' * 32}\r\nOrigin: https://{HOST}\r\n"
                f"Content-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
            )
            started = time.perf_counter()
            connection.sendall(head.encode())
            for start in range(0, len(body), size):
                connection.sendall(body[start : start + size])
            assert b"HTTP/1.1 4" in connection.recv(64)
            return time.perf_counter() - started


def _pss(pid):
    text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    return int(re.search(r"^Pss:\s+(\d+)", text, re.MULTILINE)[1]) // 1024


def _belongs(backend, server, site):
    """Whether that backend of PostgreSQL serves a process of this server."""
    ((port,),) = site.statement("SELECT client_port FROM pg_stat_activity WHERE pid = %s", backend) or [(0,)]
    inodes = {
        line.split()[9]
        for line in Path("/proc/net/tcp").read_text().splitlines()[1:]
        if int(line.split()[1].split(":")[1], 16) == port
    }
    for pid in server.worker_pids():
        for descriptor in Path(f"/proc/{pid}/fd").iterdir():
            if os.readlink(descriptor)[8:-1] in inodes:
                return True
    return False


def main():
    database, *wanted = sys.argv[1:] or ["postgresql"]
    with Site(database, start=False) as site:
        servers = {}
        try:
            for number, (name, command) in enumerate(candidates(wanted)):
                folder = site.folder / f"server-{number}"
                folder.mkdir()
                servers[name] = Server(folder, site.environment, command=command, holds_door="held" in name)
                print(f"{name}: first answer after {servers[name].start():.1f} s", flush=True)
            bench = Bench(site, servers)
            for part in os.environ.get("PARTS", PARTS).split():
                getattr(bench, part)()
        finally:
            for server in servers.values():
                server.stop(10)
    print(f"\n{database}: {', '.join(servers)}")
    for what, values in bench.rows.items():
        print(f"| {what} | " + " | ".join(str(values.get(name, "")) for name in servers) + " |")


if __name__ == "__main__":
    main()
