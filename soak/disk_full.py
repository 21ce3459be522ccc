"""The disk is full: that of pictures, of private files, of uploads under way, of the database. What does who see?

    python soak/disk_full.py [sqlite|postgresql] [media private temp database]

Each place lies in a small file system of its own, which only root may mount; where that is not allowed this says so.
Promises: a sentence and no 500, what was typed is given back, nothing half-made, and with room again all goes on.
"""

import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from PIL import Image
from real_site import Site

DESK = "duzhe-rexian"
FREE = 6 * 1024 * 1024  # bytes that a place has left before it is filled
QUESTION = "巷口的路灯坏了三天，晚上看不见台阶，老人都不敢出门。该找谁修？"
TYPED = {"text": QUESTION, "name": "王女士", "telephone": "13900000000"}
PICTURE = {
    "title": "坏了的路灯",
    "alt_text": "巷口一盏不亮的路灯",
    "credit_kind": "supplied",
    "credit_name": "桃花新村居民",
}
ROWS = "photos_photo questions_case questions_casepicture questions_contact documents_document".split()
MOST_TRIES = 60  # until a database has used up what it still had room for
broken = []


def promise(is_kept, words):
    print(f"  {'kept  ' if is_kept else 'BROKEN'} {words}")
    if not is_kept:
        broken.append(words)


class SmallDisk:
    """A file system of a few megabytes at `folder`, with what was there."""

    def __init__(self, folder):
        self.folder, self.filler = Path(folder), Path(folder, "filler")

    def __enter__(self):
        there = self.folder.with_name(f"{self.folder.name}-before")
        self.folder.rename(there)
        self.folder.mkdir()
        used = int(subprocess.check_output(["du", "-sb", there]).split()[0])
        options = f"size={int(used * 1.2) + FREE}"
        subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", self.folder], check=True)
        subprocess.run(["cp", "-a", f"{there}/.", self.folder], check=True)
        shutil.copystat(there, self.folder)
        owner = there.stat()
        os.chown(self.folder, owner.st_uid, owner.st_gid)
        shutil.rmtree(there)
        return self

    def __exit__(self, *exception):
        subprocess.run(["umount", "--lazy", self.folder], check=True)

    def fill(self):
        with open(self.filler, "wb", buffering=0) as file:
            for size in (1 << 20, 1 << 12, 1):
                try:
                    while True:
                        file.write(b"a" * size)
                except OSError:
                    continue

    def empty(self):
        self.filler.unlink()


def may_mount():
    with tempfile.TemporaryDirectory() as folder:
        try:
            done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder], capture_output=True)
        except FileNotFoundError:
            return False
        if done.returncode == 0:
            subprocess.run(["umount", folder], check=True)
        return done.returncode == 0


def picture(width=1300):
    """A picture of noise: 1.5 MB at this width, and more than 2.5 MB at 1800."""
    file, height = io.BytesIO(), width * 3 // 4
    Image.frombytes("RGB", (width, height), os.urandom(3 * width * height)).save(file, "JPEG", quality=95)
    return file.getvalue()


def files_of(site):
    """All files below the folders of pictures and private files, what fills them left out."""
    folders = [site.var / "media", site.var / "private"]
    return {path for folder in folders for path in folder.rglob("*") if path.is_file() and path.name != "filler"}


def rows_of(site):
    return {table: site.statement(f"SELECT count(*) FROM {table}")[0][0] for table in ROWS}


def typed_back(answer, typed):
    return all(words in answer.text for words in typed.values())


def seen(who, answer):
    heading = re.search(r"<h[12][^>]*>\s*(.*?)\s*</h[12]>", answer.text, re.DOTALL)
    told = re.search(r"(?s)(?:errorlist|error-summary|errornote).*?<li[^>]*>(.*?)</li>", answer.text)
    words = [re.sub(r"<[^>]+>|\s+", " ", found[1]).strip() for found in (heading, told) if found]
    print(f"  {who} saw {answer.status} in {answer.seconds:.1f} s: {'；'.join(words)[:160]}")


def begin(visitor, text=QUESTION):
    """Return the second screen of a question."""
    return visitor.submit(visitor.get(f"/questions/desks/{DESK}/ask/"), {"text": text}, having="text")


def ask(visitor, files=(), page=None, **typed):
    """Send a whole question, as the two screens do."""
    sent = [("pictures", "灯.jpg", content, "image/jpeg") for content in files]
    return visitor.submit(page or begin(visitor), {**TYPED, **typed}, sent, having="_submission")


def add_picture(editor, content, page=None):
    page = page or editor.get("/admin/photos/photo/add/")
    return editor.submit(page, PICTURE, [("file", "灯.jpg", content, "image/jpeg")], having="alt_text")


@contextmanager
def nothing_half_made(site):
    """Promise that what happens within leaves neither a row nor a file."""
    before, rows = files_of(site), rows_of(site)
    yield
    more = sorted(path.name for path in files_of(site) - before)
    promise(not more, f"no file is left: {more}")
    promise(rows_of(site) == rows, "no row is left")


def readers_go_on(site):
    reader = site.visitor()
    answers = [
        reader.get(path) for path in ("/", "/notices/", "/questions/", "/hotlines/", f"/search/?q={quote('路灯')}")
    ]
    promise(all(one.status == 200 for one in answers), f"readers read on: {[one.status for one in answers]}")


def media(site):
    editor = site.person("editor1")
    with SmallDisk(site.var / "media") as disk:
        disk.fill()
        with nothing_half_made(site):
            answer = add_picture(editor, picture())
            seen("an editor with a new picture", answer)
        promise(answer.status == 507 and "没有空间" in answer.text, "a sentence says that there is no room")
        promise(typed_back(answer, PICTURE), "what was typed of the picture is given back")
        readers_go_on(site)
        disk.empty()
        files, again = (
            len(files_of(site)),
            editor.submit(answer, {}, [("file", "灯.jpg", picture(), "image/jpeg")], having="alt_text"),
        )
        promise(
            again.status == 302 and len(files_of(site)) > files, f"with room again the same form works: {again.status}"
        )
        promise(rows_of(site)["photos_photo"] > 0, "and the picture has a row")


def private(site):
    with SmallDisk(site.var / "private") as disk:
        disk.fill()
        asker = site.visitor()
        with nothing_half_made(site):
            answer = ask(asker, [picture()])
            seen("a reader with a question and a picture", answer)
        promise(answer.status == 507 and "没有空间" in answer.text, "a sentence says that there is no room")
        promise(typed_back(answer, TYPED), "the question, the name and the telephone are given back")
        plain = ask(site.visitor())
        promise(plain.status == 302, f"a question without a picture is taken meanwhile: {plain.status}")
        readers_go_on(site)
        disk.empty()
        rows = rows_of(site)
        again = asker.submit(answer, {}, [("pictures", "灯.jpg", picture(), "image/jpeg")], having="_submission")
        promise(again.status == 302, f"with room again the same form works: {again.status} {again.leads_to}")
        promise(rows_of(site)["questions_casepicture"] == rows["questions_casepicture"] + 1, "its picture is there")


def temp(site):
    with SmallDisk(site.variables_folder) as disk:
        disk.fill()
        asker, large = site.visitor(), picture(1900)
        with nothing_half_made(site):
            answer = ask(asker, [large])
            seen(f"a reader with a question and a picture of {len(large) >> 20} MB", answer)
        promise(answer.status == 507 and "没有空间" in answer.text, "a sentence says that there is no room")
        promise(typed_back(answer, TYPED), "the question, the name and the telephone are given back")
        editor = site.person("editor1")
        with nothing_half_made(site):
            added = add_picture(editor, large)
            seen("an editor with a new picture", added)
        promise(added.status == 507 and typed_back(added, PICTURE), "what was typed of the picture is given back")
        disk.empty()
        again = asker.submit(answer, {}, [("pictures", "灯.jpg", large, "image/jpeg")], having="_submission")
        promise(again.status == 302, f"with room again the same form works: {again.status}")
        left = [path.name for path in disk.folder.iterdir()]
        promise(not left, f"no upload is left where they wait: {left}")


def database(site):
    site.server.stop()
    folder = move_database(site)
    with SmallDisk(folder) as disk:
        site.database.start()
        site.server.start()
        editor = site.person("editor1")
        form = editor.get("/admin/photos/photo/add/")
        askers = [(visitor, begin(visitor)) for visitor in (site.visitor() for _number in range(MOST_TRIES))]
        disk.fill()
        taken, refused = [], None
        for number, (visitor, page) in enumerate(askers):
            text = f"第{number}次：{QUESTION}{os.urandom(600).hex()}"
            answer = ask(visitor, page=page, text=text)
            if answer.status != 302:
                refused = answer, text
                break
            taken.append(text)
        promise(refused is not None, f"after {len(taken)} more questions the database takes no more")
        if refused:
            seen("a reader with a question", refused[0])
            promise(refused[0].status == 503, f"it is a page that says so: {refused[0].status}")
            promise(refused[1] in refused[0].text, "the question is given back")
        for _one in range(MOST_TRIES):  # a row more may still fit where there are others
            before = files_of(site)
            answer = add_picture(editor, picture(200), form)
            if answer.status != 302:
                break
        seen("an editor with a new picture", answer)
        promise(answer.status == 503 and typed_back(answer, PICTURE), "what was typed of the picture is given back")
        promise(files_of(site) == before, "its files went with its row")
        if site.database.vendor == "postgresql":
            readers_go_on(site)
        else:  # to read it SQLite needs 32 KB beside its file
            answer = site.visitor().get("/")
            seen("a reader of the front page", answer)
            promise(answer.status in (200, 503) and "5550100" in answer.text, "there is a page with the telephone")
        disk.empty()
        again = ask(site.visitor())
        promise(again.status == 302, f"with room again a question is taken: {again.status}")
        kept = {text for (text,) in site.statement("SELECT text FROM questions_case WHERE text LIKE '第%次：%'")}
        promise(kept >= set(taken), f"nothing acknowledged is lost: {len(taken)}")
        promise(kept == set(taken), "nothing refused is there")
        site.server.stop()
        site.database.stop()


def move_database(site):
    """Put the database into a folder that can be a small disk; return it."""
    site.database.stop()
    if site.database.vendor == "sqlite":
        folder = site.folder / "database"
        folder.mkdir()
        for file in site.folder.glob("jinlin.sqlite3*"):
            file.rename(folder / file.name)
        site.database.file = folder / site.database.file.name
        site.environment["DATABASE_URL"] = site.database.url = f"sqlite:///{site.database.file}"
        return folder
    # Where its log of changes finds no room PostgreSQL stops and starts anew. Here the tables find none.
    folder, log = site.database.folder, site.folder / "pg_wal"
    shutil.copytree(folder / "pg_wal", log)
    subprocess.run(["chown", "-R", "postgres:postgres", log], check=True)
    log.chmod(0o700)
    shutil.rmtree(folder / "pg_wal")
    (folder / "pg_wal").symlink_to(log)
    return folder


PLACES = {"media": media, "private": private, "temp": temp, "database": database}


def main():
    said = sys.argv[1:]
    kind = said.pop(0) if said and said[0] in ("sqlite", "postgresql") else "sqlite"
    if not may_mount():
        print("Not tried: to fill a disk one has to mount a small one, and that is not allowed here. Run it as root.")
        return
    with tempfile.TemporaryDirectory(prefix="soak-") as waiting:
        uploads = Path(waiting, "uploads")
        uploads.mkdir()
        with Site(kind, variables={"UPLOAD_TEMP_DIR": str(uploads)}) as site:
            site.variables_folder = uploads
            (site.var / "private").mkdir(mode=0o700, exist_ok=True)
            for name in (one for one in PLACES if not said or one in said):  # the database last: it ends the site
                print(f"{name} ({kind})")
                PLACES[name](site)
            errors = [line for line in site.log().splitlines() if "Traceback" in line]
            promise(not errors, f"no traceback in the log: {len(errors)}")
    if broken:
        sys.exit(f"{len(broken)} promises broken")


if __name__ == "__main__":
    main()
