"""An upgrade while people read, ask and write: from the version that landed last to this one, on PostgreSQL.

    python soak/upgrade.py [COMMIT]

COMMIT is the old version; without it, that of the newest database in operations/tests/landed/. The old code goes on
with the new schema for a while, then the server is restarted with the new code. Nobody may see a failure, nothing that
was acknowledged may be lost, and no save may take longer than SLOWEST.
"""

import contextlib
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from http.client import HTTPException
from pathlib import Path

from load import Load
from real_site import Site
from servers import ROOT

PAGES = ["/", "/news/", "/notices/", "/questions/", "/search/?q=%E7%94%B5%E6%A2%AF", "/articles/1/", "/feeds/all/atom/"]
SLOWEST = 5  # seconds that a save may take: the restart is in it
OLD_ON_NEW = 15  # seconds


class Writers:
    """A reporter who saves a draft, and a citizen who asks, again and again until the end of `with`."""

    def __init__(self, site):
        self._site, self._end = site, threading.Event()
        self.saved, self.asked, self.failed, self.longest = [], 0, [], 0
        self._threads = [threading.Thread(target=work, daemon=True) for work in (self._save, self._ask)]

    def __enter__(self):
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *exception):
        self._end.set()
        for thread in self._threads:
            thread.join()

    def _again(self, what, once):
        number = 0
        while not self._end.wait(0.3):
            number += 1
            started = time.perf_counter()
            try:
                once(number)
            except (OSError, HTTPException, RuntimeError, StopIteration) as error:
                self.failed.append(f"{what} {number}: {type(error).__name__} {error}")
            self.longest = max(self.longest, time.perf_counter() - started)

    def _save(self):
        reporter = self._site.person("reporter")
        page = reporter.get("/admin/articles/article/add/")
        column = next(value for value in re.findall(r'<option value="(\d+)"', page.text))

        def once(number):
            title = f"升级时写的第{number}篇"
            page = reporter.get("/admin/articles/article/add/")
            words = {"title": title, "column": column, "body": "<p>老楼装上了电梯。</p>", "_save": "保存"}
            answer = reporter.submit(page, words, having="title")
            if answer.status != 302:
                raise RuntimeError(f"status {answer.status}")
            self.saved.append(title)

        self._again("save", once)

    def _ask(self):
        desk = re.search(r"/questions/desks/[\w-]+/", self._site.visitor().get("/questions/").text)[0] + "ask/"

        def once(number):
            citizen = self._site.visitor()
            typed = {"text": f"升级时问的第{number}个问题：电梯什么时候装？"}
            second = citizen.submit(citizen.get(desk), typed, having="text")
            answer = citizen.submit(second, having="_submission")
            if answer.status != 302:
                raise RuntimeError(f"status {answer.status}")
            self.asked += 1

        self._again("ask", once)


def newest_landed():
    """Return the commit of the newest database that is kept."""
    return re.findall(r"^\| \d+ \| (\w+) \|", (ROOT / "operations/tests/landed/README.md").read_text(), re.MULTILINE)[
        -1
    ]


@contextlib.contextmanager
def checkout(commit):
    folder = Path(tempfile.mkdtemp(prefix="soak-old-"))
    subprocess.run(["git", "-C", ROOT, "worktree", "add", "-q", "--detach", "--force", folder, commit], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["git", "-C", ROOT, "worktree", "remove", "--force", folder], check=False)
        shutil.rmtree(folder, ignore_errors=True)


def main(commit):
    with checkout(commit) as old, Site("postgresql", redis=True, code=old) as site:
        before = site.statement("SELECT count(*) FROM questions_case")[0][0]
        print(f"The old version is {commit}; it is read by 6, a reporter saves and a citizen asks.")
        with (
            Load(site.server.port, "qinghe.example", PAGES, readers=6, think=(0.2, 0.6)) as readers,
            Writers(site) as writers,
        ):
            time.sleep(5)
            site.take_over(ROOT)  # commands are of the new version; the server that runs is still of the old
            print(f"migrate: {timed(lambda: site.manage('migrate', '--verbosity', '0'))} s")
            site.manage("collectstatic", "--noinput", "--verbosity", "0")
            seen, saved, asked = len(readers.seen), len(writers.saved), writers.asked
            time.sleep(OLD_ON_NEW)
            print(
                f"The old code on the new schema, {OLD_ON_NEW} s: {len(readers.seen) - seen} pages, "
                f"{len(writers.saved) - saved} saves, {writers.asked - asked} questions."
            )
            print(f"restart: {site.server.restart():.1f} s until the new code answers")
            print(f"finishupgrade: {timed(lambda: site.manage('finishupgrade'))} s")
            time.sleep(5)
        kept = {title for (title,) in site.statement("SELECT title FROM articles_article")}
        asked = site.statement("SELECT count(*) FROM questions_case")[0][0] - before
        lost = [title for title in writers.saved if title not in kept]
        print(f"A reader: {len(readers.seen)} pages, {len(readers.lost)} failed, the longest {readers.longest():.1f} s")
        print(f"The reporter: {len(writers.saved)} saves taken, {len(lost)} lost; the longest {writers.longest:.1f} s")
        print(f"The citizen: {writers.asked} questions acknowledged, {asked} there")
        faults = [*(f"{seen.path} {seen.status} {seen.fault}" for seen in readers.lost), *writers.failed, *lost]
        if asked < writers.asked:
            faults.append("a question is lost")
        if writers.longest > SLOWEST:
            faults.append(f"a save took more than {SLOWEST} s")
        print(site.manage("checkrecord").splitlines()[-1])
    print("\n".join(faults[:20]) if faults else "Nobody noticed.")
    return bool(faults)


def timed(work):
    started = time.perf_counter()
    work()
    return f"{time.perf_counter() - started:.1f}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else newest_landed()))
