"""The nginx of `deploy/nginx/`, run in a temporary folder on free ports with a certificate made for the moment.

    with Nginx(folder, port_of_the_site, var) as nginx:
        nginx.visitor().get("/")          # by https, as readers come

Alone (`python soak/proxy.py`) it only has nginx read the files: `nginx -t`.
"""

import http.client
import os
import shutil
import socket
import ssl
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from databases import free_port
from visitors import Visitor

ROOT = Path(__file__).resolve().parent.parent
HOST = "qinghe.example"
# As Debian has it around conf.d, without the parts of a whole machine.
WHOLE = """\
{user}
worker_processes 1;
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/logs/start.log;
events {{ worker_connections 512; }}
http {{
    include /etc/nginx/mime.types;
    default_type application/octet-stream;
    sendfile on;
    access_log {folder}/logs/other.log;
    {temporary}
    include {folder}/jinlin.conf;
}}
"""
TEMPORARY = "client_body_temp_path {0}/tmp/body; proxy_temp_path {0}/tmp/proxy; fastcgi_temp_path {0}/tmp/fastcgi; "
TEMPORARY += "uwsgi_temp_path {0}/tmp/uwsgi; scgi_temp_path {0}/tmp/scgi;"


class Nginx:
    """nginx before the site at `port`, whose files are in `var`. Its own are in `folder`, its logs in `folder/logs`."""

    def __init__(self, folder, port, var):
        self.folder, self.port, self.plain_port = folder / "nginx", free_port(), free_port()
        while self.plain_port == self.port:
            self.plain_port = free_port()
        for name in ("", "logs", "tmp", "snippets"):
            (self.folder / name).mkdir(mode=0o755)
        self._make_certificate()
        replaced = {
            "/etc/letsencrypt/live/qinghe.example": self.folder,
            "/var/log/jinlin": self.folder / "logs",
            "/var/lib/jinlin": var,
            "/srv/jinlin": ROOT,
            "127.0.0.1:8000": f"127.0.0.1:{port}",
            "include snippets": f"include {self.folder}/snippets",
            "/var/www/html": self.folder,
            "listen 80": f"listen 127.0.0.1:{self.plain_port}",
            "listen 443": f"listen 127.0.0.1:{self.port}",
            "listen [::]": "# listen [::]",  # the machine of a trial may know no IPv6
        }
        self._write("jinlin.conf", "jinlin.conf", replaced)
        self._write("jinlin-proxy.conf", "snippets/jinlin-proxy.conf", replaced)
        user = "user www-data root;" if os.getuid() == 0 else ""
        temporary = TEMPORARY.format(self.folder)
        (self.folder / "nginx.conf").write_text(WHOLE.format(user=user, folder=self.folder, temporary=temporary))
        self.process = None

    def _make_certificate(self):
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={HOST}"]
            + ["-addext", f"subjectAltName=DNS:{HOST}"]
            + ["-keyout", self.folder / "privkey.pem", "-out", self.folder / "fullchain.pem"],
            check=True,
            capture_output=True,
        )

    def _write(self, source, target, replaced):
        text = (ROOT / "deploy/nginx" / source).read_text()
        for old, new in replaced.items():
            text = text.replace(old, str(new))
        (self.folder / target).write_text(text)

    def _command(self, *more):
        program = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
        if not program:
            raise SystemExit("nginx is needed (apt install nginx-light).")
        return [program, "-c", self.folder / "nginx.conf", "-p", self.folder, *more]

    def test(self):
        """Return what `nginx -t` has to say; an empty text where it has no objection."""
        done = subprocess.run(self._command("-q", "-t"), capture_output=True, text=True)
        return done.stderr.strip() or (f"nginx -t ended with {done.returncode}" if done.returncode else "")

    def __enter__(self):
        if objection := self.test():
            raise RuntimeError(objection)
        own = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self.process = subprocess.Popen(self._command(), **own)
        for _time in range(200):
            with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 1):
                return self
            time.sleep(0.05)
        self.__exit__()
        raise RuntimeError("nginx does not listen")

    def __exit__(self, *exception):
        self.process.terminate()
        self.process.wait()

    def log(self, name="access.log"):
        return (self.folder / "logs" / name).read_text()

    def visitor(self, host=HOST, **options):
        """Return a visitor who comes by https, as browsers do, and says nothing of proxies."""
        return TlsVisitor(self.port, host, **options)

    def plain_visitor(self, host=HOST):
        """Return one who comes by http."""
        return Visitor(self.plain_port, host)


class TlsVisitor(Visitor):
    def request(self, method, path, body=None, headers=None):
        own = {"X-Forwarded-Proto": "", "X-Forwarded-For": ""}
        return super().request(method, path, body, {**own, **(headers or {})})

    def _talk(self, method, path, body, headers):
        if self._connection is None:
            self._connection = TlsConnection(self._port, self._host, self.patience)
        kept = {name: value for name, value in headers.items() if value}
        return super()._talk(method, path, body, kept)


class TlsConnection(http.client.HTTPSConnection):
    def __init__(self, port, host, patience):
        super().__init__("127.0.0.1", port, timeout=patience)
        self._named = host

    def connect(self):
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        plain = socket.create_connection(("127.0.0.1", self.port), self.timeout)
        plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.sock = context.wrap_socket(plain, server_hostname=self._named)


def main():
    with tempfile.TemporaryDirectory(prefix="soak-") as folder:
        objection = Nginx(Path(folder), 8000, Path(folder)).test()
    if objection:
        sys.exit(objection)
    print("nginx has no objection.")


if __name__ == "__main__":
    main()
