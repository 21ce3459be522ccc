"""A web server before the site that does as a test tells it: a proxy that is set up well, or wrongly."""

import io
import ssl
import subprocess
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from posixpath import normpath
from threading import Thread
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler

from operations.doctor.probe import PATH

HOST = "127.0.0.1"
HANDED_ON = {PATH, "/admin/login/", "/robots.txt"}


@dataclass
class Proxy:
    """How it behaves. `folders` are {path: folder} of what it serves itself; `appends` is what it adds for visitors."""

    appends: tuple[str, ...] = ("198.51.100.7",)
    sets_proto: bool = True
    host: str = ""
    largest: int = 85 * 1024 * 1024
    folders: dict[str, Path] = field(default_factory=dict)
    internal: str = ""  # the folder of what the site leaves to it
    tidies: bool = True  # addresses, before it looks for a folder
    adds: tuple[tuple[str, str], ...] = ()
    takes_away: tuple[str, ...] = ()
    answers: tuple[int, str, bytes] | None = None  # (status, Location, body) to everything
    ahead: int = 0  # seconds, its clock
    scheme: str = "http"


@contextmanager
def standing_in(settings, proxy, certificate=None):
    """Have `proxy` stand before the site, and SITE_URL name it."""
    server = ThreadingHTTPServer((HOST, 0), type("Handler", (Handler,), {"proxy": proxy}))
    if certificate:
        context, proxy.scheme = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), "https"
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    settings.SITE_URL = f"{proxy.scheme}://{HOST}:{server.server_port}"
    try:
        yield proxy
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def make_certificate(folder, days):
    """Return a file with a key and a certificate for HOST that nobody has signed but itself."""
    key, certificate, both = folder / "key.pem", folder / "certificate.pem", folder / "both.pem"
    command = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj /CN=localhost"
    files = ["-addext", f"subjectAltName=IP:{HOST}", "-days", str(days), "-keyout", str(key), "-out", str(certificate)]
    subprocess.run([*command.split(), *files], check=True, capture_output=True)  # noqa: S603
    both.write_bytes(key.read_bytes() + certificate.read_bytes())
    return both


class Handler(BaseHTTPRequestHandler):
    proxy = Proxy()

    def do_GET(self):  # noqa: N802  (http.server's name)
        proxy, path = self.proxy, urlsplit(self.path).path
        size = int(self.headers.get("Content-Length", 0))
        if proxy.answers:
            status, location, body = proxy.answers
            return self.answer(status, [("Location", location)] if location else [], body)
        if size > proxy.largest:
            return self.answer(413, [], b"")
        if file := self.file_at(path):
            return self.answer(200, [], file.read_bytes())
        # All others of the site's own are left out, as their pages ask the database.
        return self.hand_on(size) if path in HANDED_ON else self.answer(404, [], b"")

    do_POST = do_GET  # noqa: N815

    def handle_expect_100(self):
        return True  # it waits for nothing

    def file_at(self, path):
        path = unquote(path)
        path = normpath(path) if self.proxy.tidies else path
        for prefix, folder in self.proxy.folders.items():
            if path.startswith(prefix) and (file := Path(f"{folder}{path.removeprefix(prefix)}")).is_file():
                return file
        return None

    def hand_on(self, size):
        proxy, (path, _mark, query) = self.proxy, self.path.partition("?")
        forwarded = ", ".join(filter(None, (self.headers.get("X-Forwarded-For", ""), *proxy.appends)))
        environ = {
            "REQUEST_METHOD": self.command, "PATH_INFO": unquote(path), "QUERY_STRING": query, "SCRIPT_NAME": "",
            "SERVER_NAME": "site", "SERVER_PORT": "8000", "SERVER_PROTOCOL": "HTTP/1.1", "REMOTE_ADDR": HOST,
            "HTTP_HOST": proxy.host or self.headers["Host"], "CONTENT_LENGTH": str(size), "wsgi.input": io.BytesIO(),
            "wsgi.errors": io.StringIO(), "wsgi.url_scheme": "http", "HTTP_X_FORWARDED_FOR": forwarded,
            "HTTP_X_DOCTOR_TOKEN": self.headers.get("X-Doctor-Token", ""),
        }  # fmt: skip
        proto = proxy.scheme if proxy.sets_proto else self.headers.get("X-Forwarded-Proto", "")
        environ["HTTP_X_FORWARDED_PROTO"] = proto
        begun = []
        body = WSGIHandler()(environ, lambda status, headers: begun.append((status, headers)))
        status, headers = begun[0]
        left = dict(headers).get("X-Accel-Redirect", "").removeprefix(settings.ACCEL_REDIRECT)
        if left:
            file = Path(proxy.internal, left)
            return self.answer(200, [], file.read_bytes()) if proxy.internal else self.answer(404, [], b"")
        kept = [(name, value) for name, value in headers if name not in {*proxy.takes_away, "Content-Length"}]
        return self.answer(int(status.split()[0]), [*kept, *proxy.adds], b"".join(body))

    def answer(self, status, headers, body):
        self.send_response(status)
        for name, value in (*headers, ("Content-Length", str(len(body)))):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def date_time_string(self, timestamp=None):
        return super().date_time_string(time.time() + self.proxy.ahead)

    def log_message(self, *args):
        pass
