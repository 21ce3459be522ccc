"""The site behind the nginx of `deploy/nginx/`: what readers get, what no log names, what nobody may have.

python soak/behind_nginx.py [sqlite|postgresql [PART…]]
"""

import http.client
import os
import re
import signal
import socket
import ssl
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import cache
from io import BytesIO

from PIL import Image
from proxy import HOST, Nginx, TlsConnection
from real_site import Site

KEYS = ["soughtafter", "receiptcode99", "previewtoken", "referraltoken", "deskword"]  # none may be in a log
MEGABYTE = 2**20
broken = []


def promise(kept, words):
    print(f"  {'kept  ' if kept else 'BROKEN'}  {words}")
    if not kept:
        broken.append(words)


def main():
    kind = sys.argv[1] if len(sys.argv) > 1 else "sqlite"
    with Site(kind, variables={"ACCEL_REDIRECT": "/private-files/"}) as site:
        site.folder.chmod(0o755)
        with Nginx(site.folder, site.server.port, site.var) as nginx:
            for part in [part for part in PARTS if not sys.argv[2:] or part.__name__ in sys.argv[2:]]:
                print(part.__doc__)
                part(site, nginx)
    if broken:
        sys.exit(f"{len(broken)} broken: {'; '.join(broken)}")
    print("Everything kept.")


def addresses(site, nginx):
    """One address, by https, for one host"""
    plain = nginx.plain_visitor().get("/notices/?a=1")
    at = plain.headers["Location"]
    promise((plain.status, at) == (301, f"https://{HOST}/notices/?a=1"), f"http leads to https: {plain.status} {at}")
    front = nginx.visitor().get("/")
    promise(front.status == 200, f"https answers without another redirect: {front.status}")
    promise(front.headers["Server"] == "nginx", f"no version is told: {front.headers['Server']}")
    zipped = nginx.visitor().get("/", headers={"Accept-Encoding": "gzip"})
    promise(
        len(zipped.body) < len(front.body) / 3, f"the page is sent as {len(zipped.body)} of {len(front.body)} bytes"
    )
    sheet = re.search(r'href="(/static/[^"]+\.css)"', front.text)[1]
    sheet = nginx.visitor().get(sheet, headers={"Accept-Encoding": "br, gzip"})
    promise(sheet.headers["Content-Encoding"] == "br", f"style sheets come as {sheet.headers['Content-Encoding']}")
    promise(
        "Cookie" not in front.headers.get("Vary", "") and not front.headers["Set-Cookie"], "no cookie, no Vary by it"
    )
    for host in ("evil.example", "127.0.0.1"):
        with suppress(http.client.RemoteDisconnected):
            nginx.plain_visitor(host).get("/")
            promise(False, f"{host} gets an answer by http")
        with suppress(ssl.SSLError):
            nginx.visitor(host).get("/")
            promise(False, f"{host} gets an answer by https")
    with suppress(http.client.RemoteDisconnected):
        status = nginx.visitor().get("/", headers={"Host": "evil.example"}).status
        promise(status == 421, f"another host inside the connection gets {status}")


def pictures(site, nginx):
    """Pictures, and private files"""
    visitor = nginx.visitor()
    picture = next(site.var.glob("media/photos/*.webp"))
    answer = visitor.get(f"/media/photos/{picture.name}")
    promise(answer.body == picture.read_bytes(), "a picture is what lies on the disk")
    told = {name: answer.headers[name] for name in ("Content-Type", "Cache-Control", "Cross-Origin-Resource-Policy")}
    promise(
        list(told.values())[0::2] == ["image/webp", "cross-origin"] and "immutable" in told["Cache-Control"], str(told)
    )
    for path in ("/media/", "/media/photos/", "/media/../private/", "/media../private/", "/media/%2e%2e/private/x"):
        status = visitor.get(path).status
        promise(status in (400, 403, 404), f"{path}: {status}")
    private = next(site.var.glob("private/documents/*"))
    for path in ("/private-files/", "/private/", "/media/private/"):
        status = visitor.get(f"{path}documents/{private.name}").status
        promise(status == 404, f"{path}…: {status}")


def documents(site, nginx):
    """A document beside a notice, sent by nginx as the site would send it"""
    path = site.shell(
        """
        from notices.models import Notice
        for notice in Notice.objects.published():
            if (beside := notice.attachments.first()) and beside.document.is_fit:
                print(notice.get_absolute_url() + f"documents/{beside.document.pk}/", beside.document.file.name)
                break
        """
    ).split()
    path, name = path
    paths = re.findall(r'href="([^"]*)"', nginx.visitor().get(path.partition("documents")[0]).text)
    path = next(found for found in paths if "/documents/" in found or "/attachments/" in found)
    file = (site.var / "private" / name).read_bytes()
    answer = nginx.visitor().get(path)
    promise(answer.body == file, f"{path}: {answer.status}, {len(answer.body)} bytes")
    promise("X-Accel-Redirect" not in answer.headers, "its place on the disk is not told")
    direct = site.visitor().get(path)
    promise(direct.headers["X-Accel-Redirect"] and not direct.body, "the site itself sends nothing")
    lost = {
        name
        for name in direct.headers
        if name.lower() not in {"x-accel-redirect", "transfer-encoding", "content-length", "vary"}
        and answer.headers[name] is None
    }
    promise(not lost, f"no header of the site is lost: {lost or 'none'}")
    tag = answer.headers["ETag"]
    promise(nginx.visitor().get(path, headers={"If-None-Match": tag}).status == 304, "what is known is not sent again")
    part = nginx.visitor().get(path, headers={"Range": "bytes=10-19"})
    promise((part.status, part.body) == (206, file[10:20]), f"a part: {part.status}")


def citizens(site, nginx):
    """A citizen sends a picture, and nobody else sees it"""
    data = BytesIO()
    Image.effect_noise((900, 700), 80).convert("RGB").save(data, "JPEG")
    asker, path = nginx.visitor(), f"/questions/desks/{_desk(site)}/ask/"
    page = asker.submit(asker.get(path), {"text": "巷口的路灯不亮了，晚上看不见台阶。"}, having="text")
    typed = {
        "name": "李某",
        "telephone": "5550123",
        "address": "鼓楼巷1号",
        **_first_choices(page),
    }
    sent = asker.submit(page, typed, [("pictures", "a.jpg", data.getvalue(), "image/jpeg")], having="_submission")
    promise(sent.leads_to == "/questions/track/receipt/", f"received: {sent.status} {sent.leads_to}")
    follow = asker.get("/questions/track/case/")
    picture = re.search(r'/questions/track/case/pictures/\d+/[^"]*', follow.text)[0].replace("&amp;", "&")
    answer = asker.get(picture)
    promise(answer.body[:3] == b"\xff\xd8\xff", f"who asked sees it: {answer.status} {answer.headers['Content-Type']}")
    promise("no-store" in answer.headers["Cache-Control"], f"no cache keeps it: {answer.headers['Cache-Control']}")
    promise("noindex" in answer.headers["X-Robots-Tag"], f"no robot lists it: {answer.headers['X-Robots-Tag']}")
    promise(nginx.visitor().get(picture).status == 404, "nobody else does")
    promise("pictures" not in nginx.log(), "its address is in no log")


def logs(site, nginx):
    """No log names a key or what is sought"""

    def ask_all():
        paths = [
            "/search/?q=soughtafter", "/elder/search/?q=soughtafter", "//search/?q=soughtafter",
            "/%73earch/?q=soughtafter", "/questions/track/receiptcode99/", "/elder/questions/track/receiptcode99/",
            "/questions/%74rack/receiptcode99/", "/preview/previewtoken/", "/questions/referrals/referraltoken/",
            "/elder/questions/referrals/referraltoken/", "/questions/track/receiptcode99/?x=" + "x" * 40000,
            "/admin/questions/case/?q=deskword",
        ]  # fmt: skip
        statuses = []

        def ask(path):
            with suppress(OSError):  # where nginx closes the connection on what is too long to read
                referrer = {"Referer": f"https://{HOST}/search/?q=soughtafter"}
                statuses.append(nginx.visitor(patience=140).get(path, headers=referrer).status)

        with ThreadPoolExecutor(len(paths)) as everybody:
            list(everybody.map(ask, paths))
        nginx.visitor(patience=140).post("/questions/track/receiptcode99/", {"a": "x" * 100})
        return statuses

    print("   ", *ask_all())
    site.server.stop()
    print("   ", *ask_all(), "(the site is away)")
    site.server.start()
    text = "".join(nginx.log(name) for name in ("access.log", "error.log", "other.log"))
    promise(not [key for key in KEYS if key in text], f"of {len(text.splitlines())} lines none names a key")
    promise("/notices/" in text and "a=1" not in text, "other pages are there, without what follows the question mark")


def sizes(site, nginx):
    """What is too large is refused, what the site takes is not"""
    form = f"/questions/desks/{_desk(site)}/ask/"
    for path, size, refused in ((form, 90, True), (form, 80, False), ("/notices/", 2, True), ("/admin/", 80, False)):
        files = [("pictures", "a.jpg", b"x" * (size * MEGABYTE), "image/jpeg")]
        try:
            answer = nginx.visitor().post(path, {}, files)
            status, text = answer.status, answer.text
        except OSError as error:  # refused while still sending
            status, text = type(error).__name__, "太大"
        promise(
            (status in (413, "BrokenPipeError", "ConnectionResetError")) == refused, f"{size} MB at {path}: {status}"
        )
        if status == 413:
            promise("发送的内容太大" in text, "in a Chinese sentence")


def disguise(site, nginx):
    """An address that a visitor makes up is not believed"""
    statuses = []
    for number in range(8):
        visitor = nginx.visitor()
        spoofed = {"X-Forwarded-For": f"198.51.100.{number}"}
        page = visitor.request("GET", "/admin/login/", headers=spoofed)
        token = dict(page.form(having="username").fields)["csrfmiddlewaretoken"]
        body = f"csrfmiddlewaretoken={token}&username=chief&password=wrong{number}"
        kind = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Referer": f"https://{HOST}/admin/login/",
            **spoofed,
        }
        statuses.append(visitor.request("POST", "/admin/login/", body.encode(), kind).status)
    promise(429 in statuses[5:7], f"eight wrong passwords from eight invented addresses: {statuses}")


def floods(site, nginx):
    """Floods of forms are stopped; reading goes on"""
    answers = [nginx.visitor().post("/questions/track/", {"code": "x"}) for _time in range(40)]
    refused = [answer for answer in answers if answer.status == 429 and "发送得太快了" in answer.text]
    promise(0 < len(refused) < 25, f"of 40 forms within a few seconds {len(refused)} are refused")
    statuses = {nginx.visitor().get("/questions/").status for _time in range(40)}
    promise(statuses == {200}, f"pages: {statuses}")


def health(site, nginx):
    """How the site is, is told to this machine alone"""
    for path in ("/healthz", "/readyz", "/metrics", "/elder/metrics", "//metrics", "/%6detrics"):
        status = _from_elsewhere(nginx, path)
        promise(status == 403, f"{path} from 127.0.0.2: {status}")
    print("   ", *(nginx.visitor().get(path).status for path in ("/healthz", "/readyz", "/metrics")), "from 127.0.0.1")


def slowness(site, nginx):
    """Slow visitors"""
    before = max(nginx.visitor().get("/notices/").seconds for _time in range(20))
    slow = [_tls(nginx) for _time in range(40)]
    form = f"/questions/desks/{_desk(site)}/ask/"
    for connection in slow[:8]:
        head = f"POST {form} HTTP/1.1\r\nHost: {HOST}\r\nContent-Length: 5000000\r\nContent-Type: text/plain\r\n\r\nx"
        connection.sendall(head.encode())
    for connection in slow[8:20]:
        connection.sendall(f"GET / HTTP/1.1\r\nHost: {HOST}\r\nX-".encode())
    picture = f"/media/photos/{max(site.var.glob('media/photos/*.jpg'), key=lambda file: file.stat().st_size).name}"
    for connection in slow[20:]:  # asks for much and reads nothing
        connection.sendall(f"GET {picture} HTTP/1.1\r\nHost: {HOST}\r\n\r\n".encode() * 20)
    longest = max(nginx.visitor().get("/notices/").seconds for _time in range(20))
    words = (
        f"beside 8 slow senders, 12 slow askers and 20 who read nothing: {longest:.2f} s, without them {before:.2f} s"
    )
    promise(longest < 2 + 2 * before, words)
    started = time.perf_counter()
    slow[8].settimeout(40)
    with suppress(OSError):
        slow[8].recv(1)
    promise(
        time.perf_counter() - started < 20,
        f"who does not finish asking is let go ({time.perf_counter() - started:.0f} s)",
    )
    for connection in slow:
        connection.close()


def restarts(site, nginx):
    """A restart and a killed worker, seen by readers"""
    statuses, stop = [], threading.Event()

    def read():
        visitor = nginx.visitor()
        while not stop.is_set():
            answer = visitor.get("/notices/")
            statuses.append((answer.status, answer.seconds))

    readers = [threading.Thread(target=read) for _time in range(4)]
    for reader in readers:
        reader.start()
    time.sleep(2)
    print(f"    restarted in {site.server.restart():.1f} s")
    time.sleep(2)
    os.kill(min(site.server.worker_pids()), signal.SIGKILL)
    time.sleep(3)
    stop.set()
    for reader in readers:
        reader.join()
    lost = [status for status, _seconds in statuses if status != 200]
    longest = max(seconds for _status, seconds in statuses)
    promise(
        not lost, f"of {len(statuses)} pages {len(lost)} were lost {set(lost) or ''}; the longest took {longest:.1f} s"
    )


def away(site, nginx):
    """The site is away"""
    site.server.stop()
    for answer in (nginx.visitor().get("/"), nginx.visitor(patience=140).post("/questions/track/", {"code": "b"})):
        print(f"    {answer.path} after {answer.seconds:.0f} s")
        told = f"{answer.status}, Retry-After {answer.headers['Retry-After']}, {answer.headers['Cache-Control']}"
        promise(answer.status == 503 and answer.headers["Retry-After"] == "60", told)
        promise("暂时打不开" in answer.text and 'href="tel:' in answer.text, "with telephone numbers")
    picture = next(site.var.glob("media/photos/*.webp"))
    promise(nginx.visitor().get(f"/media/photos/{picture.name}").status == 200, "pictures are still there")


@cache
def _desk(site):
    return site.shell(
        """
        from questions.models import Desk
        print(next(desk.slug for desk in Desk.objects.standing().open() if desk.asks_pictures != Desk.Asks.NOT))
        """
    ).strip()


def _first_choices(page):
    selects = re.findall(r'<select name="(\w+)".*?</select>', page.text, re.DOTALL)
    found = {
        name: re.search(rf'<select name="{name}".*?<option value="(\d+)"', page.text, re.DOTALL) for name in selects
    }
    return {name: choice[1] for name, choice in found.items() if choice}


def _tls(nginx):
    connection = TlsConnection(nginx.port, HOST, 20)
    connection.connect()
    return connection.sock


def _from_elsewhere(nginx, path):
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    plain = socket.create_connection(("127.0.0.1", nginx.port), 20, source_address=("127.0.0.2", 0))
    with context.wrap_socket(plain, server_hostname=HOST) as connection:
        connection.sendall(f"GET {path} HTTP/1.1\r\nHost: {HOST}\r\nConnection: close\r\n\r\n".encode())
        return int(connection.recv(100).split()[1])


PARTS = [addresses, pictures, documents, citizens, logs, sizes, disguise, health, slowness, restarts, floods, away]

if __name__ == "__main__":
    main()
