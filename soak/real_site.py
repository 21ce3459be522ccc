"""A whole site in a temporary folder, as an operator would start it, for drills that break something.

    with Site("postgresql", redis=True) as site:
        reader = site.visitor()
        editor = site.person("chief")
        site.database.stop()
        print(reader.get("/").status)

It has a database of its own (`site.database`: start, stop, restart, freeze, thaw, read_only, statement), the sample
content, a Redis if it is wanted (`site.redis`), and the server of the manual (`site.server`: start, stop, restart,
reload, worker_pids, keep_up) with DEBUG off, behind a proxy that is played by `Visitor`. Its folder goes with it,
after Ctrl+C too; KEEP=1 keeps it. To make it ready takes a minute. Where PREPARED names a folder, the first drill
leaves a copy there of what it began with, and the others begin with that: for several drills of the same code.

(A module called `site` would be Python's own.)
"""

import os
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from databases import PostgreSQL, Redis, SQLite
from servers import ROOT, Server
from visitors import Visitor

HOST = "qinghe.example"
PASSWORD = secrets.token_urlsafe(12)
SECRET_KEY = "a-key-of-a-site-that-lives-for-a-few-minutes-and-guards-nothing-0123456789"
# username: group. Those of the sample newsroom, and a second of each kind of reviewer.
PEOPLE = {
    "reporter": "记者",
    "reporter2": "记者",
    "editor1": "一审编辑",
    "editor2": "二审主任",
    "chief": "三审总编",
    "chief2": "三审总编",
    "keeper": "管理员",
}


class Site:
    """The site, from `with` on until its end.

    `database` is "sqlite" or "postgresql". `variables` are added to its environment. `command` starts another server
    than the manual's. `account` is whose account the server runs as, where this runs as root: nobody's for drills about
    permissions. `sample` loads the sample newsroom; without it there are the people and nothing else. `code` is the
    checkout of whose version the site is, until `take_over` names another.
    """

    def __init__(
        self,
        database="sqlite",
        *,
        redis=False,
        variables=None,
        command=None,
        account=None,
        sample=True,
        start=True,
        code=ROOT,
    ):
        self._kind, self._sample, self._starts, self._account = database, sample, start, account
        self._variables, self._command = variables or {}, command
        self._wants_redis, self._code = redis, code
        self.redis = self.server = self.database = None
        self.environment = {}

    def __enter__(self):
        signal.signal(signal.SIGTERM, _as_ctrl_c)
        self.folder = Path(tempfile.mkdtemp(prefix="soak-"))
        try:
            self._build()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *exception):
        for part in (self.server, self.redis, self.database):
            if part:
                part.stop()
        if os.environ.get("KEEP"):
            print(f"Kept: {self.folder}", file=sys.stderr)
        else:
            shutil.rmtree(self.folder, ignore_errors=True)

    def _build(self):
        prepared = self._take_prepared()
        self.database = {"sqlite": SQLite, "postgresql": PostgreSQL}[self._kind](self.folder)
        self.redis = Redis(self.folder) if self._wants_redis else None
        if self.redis:
            self.redis.start()
        self.var = self.folder / "var"
        self.var.mkdir(mode=0o755, exist_ok=True)
        self.environment = {
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
            "DEBUG": "false",
            "SECRET_KEY": SECRET_KEY,
            "ALLOWED_HOSTS": f"{HOST},127.0.0.1",
            "SITE_URL": f"https://{HOST}",
            "DATABASE_URL": self.database.url,
            "VAR_DIR": str(self.var),
            "BEHIND_TLS_PROXY": "true",
            "PROXY_COUNT": "1",
            **({"CACHE_URL": self.redis.url} if self.redis else {}),
            **self._variables,
        }
        if not prepared:
            self.manage("migrate", "--verbosity", "0")
            self.manage("collectstatic", "--noinput", "--verbosity", "0")  # before what opens pages: loadsample does
            if self._sample:
                self.manage("loadsample")
            self._leave_prepared()
        self._make_people()
        if "ACCEL_REDIRECT" in self._variables:  # as the manual has it for files from before
            subprocess.run(["chmod", "-R", "g+rX", self.var], check=True)
        if self._account:
            subprocess.run(["chown", "-R", self._account, self.var], check=True)
            if self._kind == "sqlite":
                subprocess.run(["chown", self._account, self.folder, *self.folder.glob("*.sqlite3*")], check=True)
        self.server = Server(
            self.folder, self.environment, command=self._command, account=self._account, code=self._code
        )
        if self._starts:
            self.server.start()

    def _prepared(self):
        """The folder for sites of this kind that are ready; None where there is none."""
        named = os.environ.get("PREPARED")
        return Path(named, self._kind + ("" if self._sample else "-empty")) if named else None

    def _take_prepared(self):
        kept = self._prepared()
        if not kept or not kept.exists():
            return False
        shutil.rmtree(self.folder)
        subprocess.run(["cp", "-a", kept, self.folder], check=True)
        return True

    def _leave_prepared(self):
        if kept := self._prepared():
            self.database.stop()
            kept.parent.mkdir(parents=True, exist_ok=True)
            subprocess.run(["cp", "-a", self.folder, kept], check=True)
            self.database.start()

    def _make_people(self):
        self.shell(
            f"""
            from django.contrib.auth import get_user_model
            from django.contrib.auth.models import Group
            from portal import demo_people
            for username, group in {PEOPLE!r}.items():
                if username in demo_people.PEOPLE:
                    person = demo_people.make_person(username)
                else:
                    person = get_user_model().objects.create_user(username, is_staff=True)
                    person.groups.add(Group.objects.get(name=group))
                person.set_password({PASSWORD!r})
                person.save()
            """
        )

    def take_over(self, code):
        """From now on commands are those of the checkout `code`, and so is the server when it starts next."""
        self._code = self.server.code = code

    def manage(self, *arguments, check=True, **variables):
        """Run a management command as the site's account would; return what it printed, errors too."""
        done = subprocess.run(
            [sys.executable, "manage.py", *map(str, arguments)],
            cwd=self._code,
            env={**self.environment, **variables},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        if check and done.returncode:
            raise RuntimeError(f"{arguments[0]} ended with {done.returncode}:\n{done.stdout[-3000:]}")
        return done.stdout

    def shell(self, code):
        """Run Python inside the site, with Django set up; return what it printed."""
        import textwrap

        begin = "import os, django; os.environ['DJANGO_SETTINGS_MODULE'] = 'portal.settings'; django.setup()\n"
        done = subprocess.run(
            [sys.executable, "-c", begin + textwrap.dedent(code)],
            cwd=self._code,
            env=self.environment,
            capture_output=True,
            text=True,
        )
        if done.returncode:
            raise RuntimeError(done.stderr[-3000:])
        return done.stdout

    def statement(self, sql, *parameters):
        """Run SQL past the site; return the rows. Parameters are ? on SQLite and %s on PostgreSQL."""
        return self.database.statement(sql, *parameters)

    def visitor(self, port=None, **options):
        """Return a visitor from an address of their own; `port` is that of a proxy before the server."""
        return Visitor(port or self.server.port, HOST, **options)

    def person(self, username, port=None, **options):
        """Return a visitor who has logged in as one of PEOPLE."""
        return self.visitor(port, **options).log_in(username, PASSWORD)

    def log(self):
        """Return what the server and its workers have said so far."""
        return self.server.log.read_text(errors="replace")


def _as_ctrl_c(_number, _frame):
    raise KeyboardInterrupt


def main():
    """Start a site and leave it up until Ctrl+C, for whoever wants to look at it or to try a drill by hand."""
    started = time.perf_counter()
    with Site(sys.argv[1] if len(sys.argv) > 1 else "sqlite") as site:
        print(f"http://127.0.0.1:{site.server.port}/ (Host: {HOST}, X-Forwarded-Proto: https)")
        print(f"{site.folder}, {time.perf_counter() - started:.0f} s; every password is {PASSWORD}")
        print(f"DATABASE_URL={site.database.url}")
        print(", ".join(f"{name} {site.person(name).get('/admin/').status}" for name in PEOPLE))
        try:
            signal.pause()
        except KeyboardInterrupt:
            print("Ended.")


if __name__ == "__main__":
    main()
