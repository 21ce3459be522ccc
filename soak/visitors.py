"""A visitor with a browser of the plainest kind: cookies, forms and uploads, over one connection that is kept."""

import http.client
import itertools
import secrets
import socket
import time
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urljoin, urlsplit

PATIENCE = 60  # seconds for one answer
_connections = itertools.count(1)
# Of every answer to anybody: when it was asked for, when it was whole (time.perf_counter), its status.
answered = []


@dataclass
class Answer:
    """What the site answered. `seconds` passed from the first byte sent until the last was read."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes
    seconds: float
    path: str

    @property
    def text(self):
        return self.body.decode("utf-8", "replace")

    @property
    def leads_to(self):
        """The path of a redirect, else an empty text."""
        return urlsplit(self.headers.get("Location", ""))._replace(scheme="", netloc="").geturl()

    def form(self, number=None, having=None):
        """Return the form with that number on the page, or the first that has a field of the name `having`."""
        forms = forms_of(self.text)
        if number is not None:
            return forms[number]
        return next(form for form in forms if having is None or having in dict(form.fields))

    def form_to(self, address):
        """Return the first form that is sent to an address with these words; None where there is none."""
        return next((form for form in forms_of(self.text) if address in form.action), None)

    def options(self, name):
        """Return the values that can be chosen in the field `name`, the empty one left out."""
        for form in forms_of(self.text):
            if name in form.choices:
                return [value for value in form.choices[name] if value]
        return []


@dataclass
class Form:
    """A form as a browser would send it if nobody touched it: `fields` are (name, value), in order."""

    action: str
    fields: list = field(default_factory=list)
    files: list = field(default_factory=list)  # names of what wants a file
    choices: dict = field(default_factory=dict)  # {name of a select: its values}

    def changed(self, changes):
        """Return the fields with `changes`: a text, a list of texts (several choices) or None (not sent)."""
        kept = [(name, value) for name, value in self.fields if name not in changes]
        for name, value in changes.items():
            kept += [(name, each) for each in ([] if value is None else value if isinstance(value, list) else [value])]
        return kept


class _Forms(HTMLParser):
    def __init__(self):
        super().__init__()
        self.forms, self._text, self._select = [], None, None

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if tag == "form":
            self.forms.append(Form(attributes.get("action") or ""))
        if not self.forms or "disabled" in attributes:
            return
        name, fields = attributes.get("name"), self.forms[-1].fields
        if tag == "input" and name:
            kind = attributes.get("type", "text")
            if kind == "file":
                self.forms[-1].files.append(name)
            elif kind in ("checkbox", "radio"):
                if "checked" in attributes:
                    fields.append((name, attributes.get("value", "on")))
            elif kind not in ("submit", "button", "image", "reset"):
                fields.append((name, attributes.get("value") or ""))
        elif tag == "textarea" and name:
            self._text = [name, ""]
        elif tag == "select" and name:
            self._select = [name, "multiple" in attributes, []]
        elif tag == "option" and self._select:
            self._select[2].append((attributes.get("value", ""), "selected" in attributes))

    def handle_data(self, data):
        if self._text:
            self._text[1] += data

    def handle_endtag(self, tag):
        if tag == "textarea" and self._text:
            name, text = self._text
            self.forms[-1].fields.append((name, text.removeprefix("\n")))  # the first line break is no part of it
            self._text = None
        elif tag == "select" and self._select:
            name, many, options = self._select
            chosen = [value for value, selected in options if selected]
            self.forms[-1].choices[name] = [value for value, _selected in options]
            if not chosen and not many and options:
                chosen = [options[0][0]]
            self.forms[-1].fields += [(name, value) for value in chosen]
            self._select = None


def forms_of(html):
    """Return all forms of a page, in order."""
    parser = _Forms()
    parser.feed(html)
    return parser.forms


class Visitor:
    """Somebody at an address of their own (so that no limit for one visitor meets another), with a browser.

    Failing connections raise OSError or http.client.HTTPException; what is no answer is never taken for one.
    """

    def __init__(self, port, host, *, patience=PATIENCE):
        self.cookies = {}
        self.patience = patience
        self.number = next(_connections)
        self.address = f"10.{self.number >> 16 & 255}.{self.number >> 8 & 255}.{self.number & 255}"
        self._port, self._host, self._connection = port, host, None

    def get(self, path, *, follow=False, headers=None):
        """Ask for `path`; `follow` goes where redirects lead."""
        answer = self.request("GET", path, headers=headers)
        return self.follow(answer) if follow else answer

    def post(self, path, fields=(), files=(), *, referer=None, follow=False):
        """Send `fields` (a mapping, or (name, value) in order) and `files`: (name, file name, bytes, type).

        With a token of an earlier page: `fields` without one get that of the cookie.
        """
        fields = list(fields.items() if hasattr(fields, "items") else fields)
        if "csrftoken" in self.cookies and "csrfmiddlewaretoken" not in dict(fields):
            fields.append(("csrfmiddlewaretoken", self.cookies["csrftoken"]))
        if files:
            body, kind = multipart(fields, files)
        else:
            body, kind = urlencode(fields).encode(), "application/x-www-form-urlencoded"
        headers = {
            "Content-Type": kind,
            "Origin": f"https://{self._host}",
            "Referer": f"https://{self._host}{referer or path}",
        }
        answer = self.request("POST", path, body, headers)
        return self.follow(answer) if follow else answer

    def submit(self, page, changes=None, files=(), *, number=None, having=None, follow=False):
        """Send a form of `page` (an Answer) with `changes`, as a browser would; buttons are changes too."""
        form = page.form(number, having)
        target = urlsplit(urljoin(page.path, form.action))._replace(scheme="", netloc="").geturl()
        return self.post(target, form.changed(changes or {}), files, referer=page.path, follow=follow)

    def follow(self, answer):
        for _hop in range(10):
            if answer.status not in (301, 302, 303, 307, 308):
                return answer
            answer = self.request("GET", answer.leads_to)
        raise RuntimeError(f"{answer.path} leads nowhere")

    def log_in(self, username, password):
        """Log in at the desk; raise RuntimeError where the door stays shut."""
        page = self.get("/admin/login/?next=/admin/")
        answer = self.submit(page, {"username": username, "password": password}, having="username")
        if answer.status != 302 or "sessionid" not in self.cookies:
            raise RuntimeError(f"{username} cannot log in: {answer.status}")
        return self

    def request(self, method, path, body=None, headers=None):
        """Send one request and read the whole answer. A kept connection that was closed meanwhile is opened anew.

        That is done for GET alone: nobody knows of a POST whether it was taken.
        """
        started = time.perf_counter()
        headers = {
            "Host": self._host,
            "X-Forwarded-Proto": "https",
            "X-Forwarded-For": self.address,
            **(
                {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())} if self.cookies else {}
            ),
            **(headers or {}),
        }
        if method == "POST":
            self.close()  # so that no POST meets a connection that is just being closed
        fresh = self._connection is None
        try:
            response, content = self._talk(method, path, body, headers)
        except (OSError, http.client.HTTPException):
            self.close()
            if fresh or method != "GET":
                raise
            response, content = self._talk(method, path, body, headers)
        for line in response.headers.get_all("Set-Cookie", []):
            for name, morsel in SimpleCookie(line).items():
                if morsel["max-age"] == "0" or not morsel.value:
                    self.cookies.pop(name, None)
                else:
                    self.cookies[name] = morsel.value
        ended = time.perf_counter()
        answered.append((started, ended, response.status))
        return Answer(response.status, response.headers, content, ended - started, path)

    def _talk(self, method, path, body, headers):
        if self._connection is None:
            self._connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=self.patience)
            self._connection.connect()
            self._connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        try:
            self._connection.request(method, path, body, headers)
            response = self._connection.getresponse()
            content = response.read()
        except BaseException:
            self.close()
            raise
        if response.will_close:
            self.close()
        return response, content

    def close(self):
        if self._connection:
            self._connection.close()
            self._connection = None


def multipart(fields, files):
    """Return (body, content type) of a form with files."""
    boundary = secrets.token_hex(16)
    parts = []
    for name, value in fields:
        head = f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'
        parts += [head.encode(), str(value).encode(), b"\r\n"]
    for name, file_name, content, kind in files:
        head = (
            f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"; filename="{file_name}"\r\n'
            f"Content-Type: {kind}\r\n\r\n"
        )
        parts += [head.encode(), content, b"\r\n"]
    parts.append(f"--{boundary}--\r\n".encode())
    return b"".join(parts), f"multipart/form-data; boundary={boundary}"
