"""The site while PostgreSQL is stopped, restarted under load or read-only, Redis gone or frozen, a node's clock ahead.

python soak/outages.py [--seconds 60] [PART…]

Each part prints what a reader and an editor saw, and what the log said.
"""

import argparse
import os
import re
import sys
import threading
import time
from collections import Counter
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from html import unescape
from http.client import HTTPConnection, HTTPException

from real_site import HOST, Site
from servers import Server, recommended

QUICK = 2  # seconds in which a page is there again once the database is
LIMITED = 5  # seconds for the page of an outage, with a server that lets one wait
AHEAD = 90  # seconds
IN_VAIN = "/search/?q=%E5%B9%BD%E6%B5%AE%E9%99%8D%E8%90%BD%E5%9C%BA"  # 幽浮降落场
HARMLESS = (" INFO ", "sn't set")
broken = []


def promise(kept, words):
    print(f"  {'kept  ' if kept else 'BROKEN'}  {words}")
    if not kept:
        broken.append(words)


def saw(who, answer):
    """Print and return the heading that somebody saw."""
    found = re.search(r"<h1[^>]*>(.*?)</h1>", answer.text, re.DOTALL)
    heading = re.sub(r"<[^>]+>|\s+", " ", unescape(found[1])).strip() if found else ""
    print(f"          {who}: {answer.status} {heading} ({answer.seconds:.1f} s)")
    return heading


def edit(title):
    """Return what an editor changes in the form of a public article."""
    return {"title": title, "_readers-is_minor": "on"}


class World:
    """A site with a reader and an editor, and what they do in every part."""

    def __init__(self, site):
        self.site = site
        self.reader, self.editor = site.visitor(), site.person("chief")
        self.desk = re.search(r"/questions/desks/[\w-]+/", self.reader.get("/questions/desks/").text)[0]
        found = re.search(r"/articles/(\d+)/", self.reader.get("/").text)
        self.article, self.change = found[0], f"/admin/articles/article/{found[1]}/change/"
        self.asked = 0
        self.before = len(site.log())

    def question(self):
        """Return the second screen of the form, filled in but not sent."""
        asker, self.asked = self.site.visitor(), self.asked + 1
        page = asker.get(f"{self.desk}ask/")
        text = f"断网演练第{self.asked}问：桃花新村的路灯坏了半个月，该找谁？"
        return asker, asker.submit(page, {"text": text}, having="text"), text

    def cases(self):
        ((number,),) = self.site.statement("SELECT count(*) FROM questions_case WHERE text LIKE '断网演练%'")
        return number

    def log_since(self):
        """Return the lines that the server wrote since the last time, without its greetings."""
        log = self.site.log()
        fresh, self.before = log[self.before :], len(log)
        return [line for line in fresh.splitlines() if line.strip() and not any(word in line for word in HARMLESS)]


@contextmanager
def readers(world, number=10):
    """Let `number` readers ask one page after the other; yield what they meet, as a list of (moment, what, seconds)."""
    met, over = [], threading.Event()

    def read():
        reader = world.site.visitor(patience=30)
        while not over.is_set():
            for path in ("/", world.article, "/notices/", "/robots.txt"):
                began = time.monotonic()
                try:
                    what = reader.get(path).status
                except (OSError, HTTPException) as error:
                    what = type(error).__name__
                met.append((began, what, time.monotonic() - began))

    threads = [threading.Thread(target=read, daemon=True) for _reader in range(number)]
    for thread in threads:
        thread.start()
    try:
        yield met
    finally:
        over.set()
        for thread in threads:
            thread.join(60)


def until_up(world):
    """Return the seconds until the front page is there again."""
    began = time.monotonic()
    while time.monotonic() - began < 30:
        if world.reader.get("/").status == 200:
            return time.monotonic() - began
        time.sleep(0.05)
    return float("inf")


def stopped(world, seconds):
    """PostgreSQL stopped"""
    asker, form, text = world.question()
    desk_form = world.editor.get(world.change)
    cases = world.cases()
    world.log_since()
    world.site.database.stop()
    began = time.monotonic()
    page = world.reader.get("/")
    promise(
        (page.status, page.headers["Retry-After"], page.headers["Cache-Control"]) == (503, "30", "private, no-store"),
        f"503, Retry-After {page.headers['Retry-After']}, {page.headers['Cache-Control']}",
    )
    saw("reader", page)
    promise("Set-Cookie" not in page.headers, "no cookie")
    numbers = len(set(re.findall(r'href="(tel:[^"]+)"', page.text)))
    promise(numbers > 5, f"{numbers} telephone numbers on it")
    elder = world.reader.get("/elder/hotlines/")
    promise(elder.status == 503 and 'data-edition="elder"' in elder.text, f"the elder edition too: {elder.status}")
    promise(world.reader.get("/robots.txt").status == 200, "robots.txt is answered")
    sent = asker.submit(form, having="_submission")
    saw("asker", sent)
    promise(sent.status == 503 and text in sent.text, "the asker gets back what was typed")
    saved = world.editor.submit(desk_form, edit("断网演练改的标题"), having="title")
    saw("editor", saved)
    promise(saved.status == 503 and "断网演练改的标题" in saved.text, "the editor gets back what was typed")
    met = Counter()
    slowest = 0
    while time.monotonic() - began < seconds:
        answer = world.reader.get("/")
        met[answer.status] += 1
        slowest = max(slowest, answer.seconds)
        time.sleep(0.2)
    promise(set(met) == {503}, f"for {seconds} s: {dict(met)}")
    promise(slowest < LIMITED, f"the slowest answer took {slowest:.1f} s")
    world.site.database.start()
    promise((took := until_up(world)) < QUICK, f"the front page is there {took:.1f} s after the database")
    again = asker.submit(sent, having="_submission")
    promise(again.status == 302, f"“send once more” sends the question: {again.status} {again.leads_to}")
    asker.submit(sent, having="_submission")
    promise(world.cases() == cases + 1, f"sent twice, it is one case: {world.cases() - cases}")
    again = world.editor.submit(saved, having="title")
    promise(again.status == 302, f"and saves the article: {again.status} {again.leads_to}")
    title = world.editor.get(world.change).form(having="title")
    promise(dict(title.fields)["title"] == "断网演练改的标题", "with the title that was typed")
    lines = world.log_since()
    print("\n".join(f"          log: {line[:180]}" for line in lines[:6]))
    most = 2 * (2 + seconds // 60)  # two workers: a line in a minute, and one when it is over
    promise(len(lines) <= most, f"{len(lines)} lines in the log for {sum(met.values())} requests")
    promise("断网演练" not in "".join(lines), "and none of what was typed")


def restarted(world, seconds):
    """PostgreSQL restarted between two requests, and under load"""
    for _request in range(8):
        world.reader.get("/")  # each worker keeps a connection
    world.site.database.restart()
    answers = [world.site.visitor().get("/") for _request in range(8)]
    promise({one.status for one in answers} == {200}, f"no request after it fails: {[one.status for one in answers]}")
    for mode in ("fast", "immediate"):
        with readers(world) as met:
            time.sleep(3)
            began = time.monotonic()
            world.site.database.restart(mode)
            up = time.monotonic()
            time.sleep(5)
        counts = Counter(what for _moment, what, _seconds in met)
        promise(set(counts) <= {200, 503}, f"{mode}: 10 readers met {dict(counts)}")
        late = [moment - up for moment, what, _seconds in met if what != 200 and moment > up]
        promise(not late or max(late) < QUICK, f"the last 503 came {max(late, default=0):.1f} s after it was up again")
        slowest = max(took for moment, _what, took in met if moment > began - 1)
        promise(slowest < 10, f"the slowest answer took {slowest:.1f} s, the restart {up - began:.1f} s")
    told(world, 12)


def read_only(world, seconds):
    """PostgreSQL takes no writes"""
    asker, form, text = world.question()
    desk_form, cases = world.editor.get(world.change), world.cases()
    world.log_since()
    world.site.database.read_only()
    try:
        for path in ("/", world.article, "/elder/", "/notices/", IN_VAIN, "/admin/", world.change):
            visitor = world.editor if path.startswith("/admin") else world.reader
            page = visitor.get(path)
            is_told = "网站正在维护" in page.text or "数据库现在只能读" in page.text
            promise(page.status == 200 and is_told, f"{path} is read, with the banner: {page.status}")
        sent = asker.submit(form, having="_submission")
        saw("asker", sent)
        promise(sent.status == 503 and text in sent.text, "the asker is told, and gets back what was typed")
        saved = world.editor.submit(desk_form, edit("只读演练改的标题"), having="title")
        saw("editor", saved)
        promise(saved.status == 503 and "只读演练改的标题" in saved.text, "the editor too")
        door = world.site.visitor()
        page = door.get("/admin/login/")
        refused = door.submit(page, {"username": "chief", "password": "nonsense"}, having="username")
        saw("who logs in", refused)
        promise(refused.status == 503 and "nonsense" not in refused.text, "nobody logs in, and no password comes back")
    finally:
        world.site.database.read_only(on=False)
    page = world.reader.get("/")
    promise(page.status == 200, "and afterwards the site writes again")
    time.sleep(11)  # a write that failed is remembered for ten seconds
    promise("网站正在维护" not in world.reader.get("/").text, "the banner is gone")
    again = asker.submit(sent, having="_submission")
    promise(again.status == 302 and world.cases() == cases + 1, f"“send once more” sends the question: {again.status}")
    told(world, 2)


def locked(world, seconds):
    """Somebody holds a lock in PostgreSQL longer than anybody may wait"""
    import psycopg

    desk_form = world.editor.get(world.change)
    world.log_since()
    world.site.statement("ALTER ROLE postgres SET lock_timeout = '1s'")
    world.site.server.restart()
    try:
        with psycopg.connect(world.site.database.url) as holder:
            holder.execute("SELECT * FROM articles_article FOR UPDATE")
            saved = world.editor.submit(desk_form, edit("锁演练改的标题"), having="title")
            saw("editor", saved)
            promise(saved.status == 503 and "锁演练改的标题" in saved.text, "the editor is told, and has the text")
            promise(world.reader.get(world.article).status == 200, "a reader reads")
            holder.rollback()
        again = world.editor.submit(saved, having="title")
        promise(again.status == 302, f"“send once more” saves it: {again.status}")
    finally:
        world.site.statement("ALTER ROLE postgres RESET lock_timeout")
    lines = world.log_since()
    print("\n".join(f"          log: {line[:180]}" for line in lines[:4]))
    promise(len(lines) <= 1, f"{len(lines)} lines in the log")


def redis_away(world, seconds):
    """Redis gone, and frozen"""
    for what, begin, end in (
        ("gone", world.site.redis.stop, world.site.redis.start),
        ("frozen", world.site.redis.freeze, world.site.redis.thaw),
    ):
        asker, form, _text = world.question()
        cases = world.cases()
        world.log_since()
        begin()
        answers = []
        for _round in range(30):
            answers.append(world.reader.get("/search/?q=%E6%B0%B4"))
            answers.append(world.reader.get("/"))
            time.sleep(0.1)
        slow = sorted(answer.seconds for answer in answers)
        promise({one.status for one in answers} == {200}, f"{what}: {len(answers)} pages, all 200")
        promise(slow[-1] < 2, f"the slowest took {slow[-1]:.2f} s, the middle {slow[len(slow) // 2]:.2f} s")
        sent = asker.submit(form, having="_submission")
        promise(
            sent.status == 302 and world.cases() == cases + 1,
            f"a question is taken: {sent.status}, {sent.seconds:.1f} s",
        )
        saved = world.editor.submit(world.editor.get(world.change), edit(f"缓存演练 {what}"), having="title")
        promise(saved.status == 302, f"an editor saves: {saved.status}, {saved.seconds:.1f} s")
        lines = world.log_since()
        print("\n".join(f"          log: {line[:180]}" for line in lines[:4]))
        promise(len(lines) <= 2, f"{len(lines)} lines in the log, at most one for each worker")
        end()


def clock_ahead(world, seconds):
    """A second node whose clock runs ahead"""
    command = [word.replace("portal.wsgi:", "clock_ahead:") for word in recommended()]
    environment = {
        **world.site.environment,
        "PYTHONPATH": str(__import__("pathlib").Path(__file__).parent),
        "AHEAD": str(AHEAD),
    }
    node = Server(world.site.folder / "ahead", environment, command=command)
    node.log.parent.mkdir()
    node.start()
    try:
        number = re.search(r"\d+", world.change)[0]
        soon = datetime.now(UTC) + timedelta(seconds=AHEAD - 30)
        world.site.statement("UPDATE articles_article SET publish_at = %s WHERE id = %s", soon, number)
        here, there = world.site.visitor(), world.site.visitor(port=node.port)
        shown = [there.get(world.article).status for _request in range(8)]  # whichever worker, its first request too
        promise(set(shown) == {404}, f"an item under embargo is not there on the node that is {AHEAD} s ahead: {shown}")
        promise(here.get(world.article).status == 404, "nor on the other")
        world.site.statement("UPDATE articles_article SET publish_at = now() WHERE id = %s", number)
        promise(there.get(world.article).status == here.get(world.article).status == 200, "in its time it is on both")
        there.cookies = dict(world.editor.cookies)
        saved = there.submit(there.get(world.change), edit("时钟演练改的标题"), having="title")
        promise(saved.status == 302, f"an editor saves there: {saved.status}")
        ((ahead,),) = world.site.statement(
            "SELECT extract(epoch FROM max(saved_at) - now())::float8 FROM editorial_version"
        )
        promise(ahead < 1, f"what is on record there is dated {ahead:+.1f} s from the database's clock")
        lines = [line for line in node.log.read_text().splitlines() if "clock of this machine" in line]
        print("\n".join(f"          log: {line}" for line in lines))
        promise(1 <= len(lines) <= 2, f"each of its workers says so once: {len(lines)}")
    finally:
        node.stop()


def download(world, seconds):
    """The connection ends in the middle of a download"""
    rows = 60_000
    columns = "SELECT column_name FROM information_schema.columns WHERE table_name = 'editorial_entry'"
    columns = [name for (name,) in world.site.statement(columns) if name != "id"]
    names = ", ".join(columns)
    world.site.statement(
        f"INSERT INTO editorial_entry ({names}) SELECT {names} FROM"  # noqa: S608
        f" (SELECT * FROM editorial_entry ORDER BY id LIMIT 1) one, generate_series(1, {rows})"
    )
    world.log_since()

    connection = HTTPConnection("127.0.0.1", world.site.server.port, timeout=60)
    cookies = "; ".join(f"{name}={value}" for name, value in world.editor.cookies.items())
    headers = {"Host": HOST, "X-Forwarded-Proto": "https", "Referer": f"https://{HOST}/", "Cookie": cookies}
    headers["Content-Type"] = "application/x-www-form-urlencoded"
    token = world.editor.cookies["csrftoken"]
    connection.request("POST", "/admin/editorial/entry/export/", f"csrfmiddlewaretoken={token}", headers)
    answer = connection.getresponse()
    text = answer.read(1000)
    world.site.statement(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = 'jinlin'"
    )
    try:
        text = (text + answer.read()).decode()
        last = text.strip().splitlines()[-1]
        print(f"          editor: {answer.status}, {text.count(chr(10))} of {rows} lines, the last: {last}")
        promise("这份文件不完整" in last, "the file says that it is not whole")
    except (OSError, HTTPException) as error:
        promise(True, f"the browser is told that it broke off: {type(error).__name__}")
    promise(world.reader.get("/").status == 200, "the next reader has the page")
    told(world, 2)


def sqlite_locked(world, seconds):
    """Somebody holds the lock of SQLite longer than anybody waits"""
    asker, form, text = world.question()
    cases = world.cases()
    world.log_since()
    world.site.database.freeze()
    sent = asker.submit(form, having="_submission")
    saw("asker", sent)
    promise(sent.status == 503 and text in sent.text, f"after {sent.seconds:.0f} s the asker has back what was typed")
    page = world.reader.get(world.article)
    promise(page.status == 200, f"a reader reads: {page.status} ({page.seconds:.1f} s)")
    vain = world.reader.get(IN_VAIN)
    promise(vain.status == 200 and vain.seconds < 3, f"and seeks in vain: {vain.status} ({vain.seconds:.1f} s)")
    world.site.database.thaw()
    again = asker.submit(sent, having="_submission")
    promise(again.status == 302 and world.cases() == cases + 1, f"“send once more” sends the question: {again.status}")
    told(world, 1)


def sqlite_read_only(world, seconds):
    """The file of SQLite, and its folder, take no writes"""
    asker, form, text = world.question()
    cases, file = world.cases(), world.site.database.file
    for what, path, shut in (("the file", file, 0o444), ("the folder", file.parent, 0o555)):
        world.log_since()
        usual = path.stat().st_mode
        path.chmod(shut)
        try:
            for address in ("/", world.article, "/elder/", IN_VAIN, "/admin/", world.change):
                visitor = world.editor if address.startswith("/admin") else world.reader
                page = visitor.get(address)
                is_told = "网站正在维护" in page.text or "数据库现在只能读" in page.text
                promise(page.status == 200 and is_told, f"{what}: {address} is read, with the banner: {page.status}")
            sent = asker.submit(form, having="_submission")
            saw("asker", sent)
            promise(sent.status == 503 and text in sent.text, "the asker is told, and gets back what was typed")
        finally:
            path.chmod(usual)
            for journal in file.parent.glob(f"{file.name}-*"):  # SQLite made it with the mode that the file had
                print(f"          {journal.name}: {journal.stat().st_mode & 0o777:o}")
                journal.chmod(0o644)
        promise(world.reader.get("/").status == 200, "and afterwards the site goes on")
        told(world, 2)
    again = asker.submit(sent, having="_submission")
    promise(again.status == 302 and world.cases() == cases + 1, f"“send once more” sends the question: {again.status}")


def told(world, most):
    """Print what the log said, and promise that it was no more than `most` lines."""
    lines = world.log_since()
    print("\n".join(f"          log: {line[:180]}" for line in lines[:6]))
    promise(len(lines) <= most, f"{len(lines)} lines in the log")


PARTS = [stopped, restarted, read_only, locked, redis_away, clock_ahead, download]
OF_SQLITE = [sqlite_locked, sqlite_read_only]


def main():
    wanted = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    wanted.add_argument("--seconds", type=int, default=60, help="for how long PostgreSQL is stopped")
    wanted.add_argument("parts", nargs="*", metavar="PART", help=", ".join(part.__name__ for part in PARTS + OF_SQLITE))
    wanted = wanted.parse_args()
    # The superuser's files take writes whatever their mode.
    account = "daemon" if os.getuid() == 0 else None
    for site, parts in (
        (Site("postgresql", redis=True), PARTS),
        (Site("sqlite", account=account), OF_SQLITE),
    ):
        parts = [part for part in parts if not wanted.parts or part.__name__ in wanted.parts]
        if parts:
            with site:
                world = World(site)
                for part in parts:
                    print(part.__doc__)
                    part(world, wanted.seconds)
    if broken:
        sys.exit(f"{len(broken)} broken: {'; '.join(broken)}")
    print("Everything kept.")


if __name__ == "__main__":
    main()
