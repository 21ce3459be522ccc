"""Backup, destruction, restore: 10,000 items with files, while readers write. What an operator saw, timed.

python soak/backup.py [sqlite|postgresql]      (both by default; ITEMS=500 makes it small)

All rows and all files are compared with what the site had, by digests that the site's own commands have no part in.
Then what can go wrong: a killed backup, a full disk, a flipped byte, another key, an old backup, an erasure since.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from threading import Event, Thread
from urllib.parse import quote

import pyrage
from disk_full import ask
from real_site import HOST, ROOT, Site

ITEMS = int(os.environ.get("ITEMS", "10000"))
NEVER_COMPARED = {"django_session", "logins_throttle", "jobs_run"}  # see docs/decisions; the last notes the commands
broken = []

MAKE_ITEMS = """
import hashlib, secrets
from io import BytesIO
from django.contrib.auth import get_user_model
from django.conf import settings
from django.utils import timezone
from PIL import Image
from documents.models import Document
from photos.models import Photo
from questions.models import Case, CasePicture, Desk

def picture(form):
    file = BytesIO()
    Image.frombytes("RGB", (24, 16), secrets.token_bytes(24 * 16 * 3)).save(file, form)
    return file.getvalue()

roots = {{"default": settings.MEDIA_ROOT, "private": settings.PRIVATE_ROOT}}

def store(storage, name, data):  # without waiting for the disk each time
    path = roots[storage] / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)

person, desk = get_user_model().objects.get(username="reporter"), Desk.objects.order_by("pk").first()
now = timezone.now()
photos, documents, cases, pictures = [], [], [], []
for number in range({items}):
    kind = number % 10
    if kind < 6:
        stem, data = secrets.token_hex(12), picture("JPEG")
        store("default", f"photos/{{stem}}.jpg", data)
        store("default", f"photos/{{stem}}-24.webp", picture("WEBP"))
        photos.append(Photo(stem=stem, width=24, height=16, master_bytes=len(data), title=f"图{{number}}",
            alt_text="一盏路灯", credit_name="沈拾光", digest=hashlib.sha256(data).hexdigest(), uploaded_at=now))
    elif kind < 8:
        name, data = f"documents/{{secrets.token_hex(12)}}.pdf", b"%PDF-1.7 " + secrets.token_bytes(2000)
        store("private", name, data)
        documents.append(Document(name=f"附件{{number}}", file=name, format="pdf", size=len(data), text="停水" * 200,
            digest=hashlib.sha256(data).hexdigest(), uploaded_by=person))
    else:
        case = Case(desk=desk, text=f"第{{number}}盏路灯不亮", code_digest=secrets.token_hex(32), received_at=now,
            month=now.date().replace(day=1), response_due=now, answer_due=now)
        cases.append(case)
        stem = secrets.token_hex(12)
        for size in ("small", "large"):
            store("private", f"cases/{{stem}}-{{size}}.jpg", picture("JPEG"))
        pictures.append(CasePicture(case=case, stem=stem, digest=secrets.token_hex(32)))
Photo.objects.bulk_create(photos)
Document.objects.bulk_create(documents)
Case.objects.bulk_create(cases)
CasePicture.objects.bulk_create(pictures)
"""


def promise(kept, words):
    print(f"  {'kept  ' if kept else 'BROKEN'}  {words}")
    if not kept:
        broken.append(words)


class Drill:
    """A site, a folder for its backups elsewhere, and a key that the site does not have."""

    def __init__(self, site, backups, key):
        self.site, self.backups, self.key = site, backups, key

    def run(self, *arguments, typed="", **variables):
        """Run a command; return its exit code, what it said, and the seconds it took."""
        started = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "manage.py", *map(str, arguments)],
            cwd=ROOT,
            env={**self.site.environment, **variables},
            input=typed,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        return done.returncode, done.stdout, time.perf_counter() - started

    def restore(self, *arguments, backup="newest"):
        return self.run("restore", backup, "--identity", self.key, *arguments, typed=f"{HOST}\n")

    def whole(self):
        return sorted(path for path in self.backups.glob("*Z") if path.is_dir())

    def files(self):
        """Return {path: digest} of all files of the site."""
        roots = (self.site.var / "media", self.site.var / "private")
        return {
            str(path.relative_to(self.site.var)): hashlib.sha256(path.read_bytes()).hexdigest()
            for root in roots
            for path in root.rglob("*")
            if path.is_file()
        }

    def rows(self):
        """Return {table: digest} of all tables."""
        if self.site.database.vendor == "postgresql":
            named = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
            select = "SELECT count(*), md5(string_agg(t::text, '|' ORDER BY t::text)) FROM \"{}\" AS t"
        else:
            named = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
            select = 'SELECT * FROM "{}" ORDER BY 1'
        tables = {name for (name,) in self.site.statement(named)} - NEVER_COMPARED
        # sqlite_sequence knows the last numbers of the tables that are not compared, too.
        return {name: repr(self.site.statement(select.format(name))) for name in tables - {"sqlite_sequence"}}

    def destroy(self):
        """Lose the server: its database, and all its files."""
        self.site.server.stop()
        for name in ("media", "private", "erased.txt"):
            path = self.site.var / name
            shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
        if self.site.database.vendor == "postgresql":
            for words in ("DROP SCHEMA public CASCADE", "CREATE SCHEMA public"):
                self.site.statement(words)
        else:
            for path in self.site.database.file.parent.glob(f"{self.site.database.file.name}*"):
                path.unlink()


def main():
    kinds = sys.argv[1:] or ["sqlite", "postgresql"]
    for kind in kinds:
        with tempfile.TemporaryDirectory(prefix="soak-backups-") as folder:
            backups, key = Path(folder, "backups"), Path(folder, "secret.key")
            secret = pyrage.x25519.Identity.generate()
            key.write_text(str(secret))
            variables = {"BACKUP_DIR": str(backups), "BACKUP_RECIPIENT": str(secret.to_public())}
            with Site(kind, variables=variables) as site:
                drill = Drill(site, backups, key)
                print(f"\n{kind}, {ITEMS} items")
                fill(drill)
                written_to(drill)
                lost_and_restored(drill)
                killed(drill)
                full_disk(drill)
                altered(drill)
                old(drill)
                erased(drill)
    print(f"\n{len(broken)} promises broken" if broken else "\nEvery promise was kept.")
    sys.exit(bool(broken))


def fill(drill):
    started = time.perf_counter()
    drill.site.shell(MAKE_ITEMS.format(items=ITEMS))
    for command in ("deletecontacts", "deletefiles", "closecases", "deletesessions"):  # nothing is due any more
        drill.site.manage(command)
    print(f"  made in {time.perf_counter() - started:.0f} s, files: {len(drill.files())}")


def written_to(drill):
    """Back up while citizens write."""
    over, sent = Event(), []

    def write():
        while not over.is_set():
            sent.append(ask(drill.site.visitor(), text=f"备份时来信第{len(sent)}封").status)

    writer = Thread(target=write)
    writer.start()
    code, said, seconds = drill.run("backup")
    over.set()
    writer.join()
    promise(code == 0 and len(drill.whole()) == 1, f"backed up while {len(sent)} questions were sent, {seconds:.1f} s")
    promise(sent and all(status < 400 for status in sent), "and each of them was taken")
    print("   ", said.strip().splitlines()[-1])
    code, said, seconds = drill.restore("--check")
    promise(code == 0, f"what was written then is whole: every table and file checked, {seconds:.1f} s")
    size = sum(path.stat().st_size for path in drill.backups.rglob("*") if path.is_file())
    code, _said, seconds = drill.run("backup")
    more = sum(path.stat().st_size for path in drill.backups.rglob("*") if path.is_file()) - size
    promise(code == 0, f"the next one took {seconds:.1f} s and {more / 1e6:.1f} MB, after {size / 1e6:.1f} MB")
    traces = [path for path in drill.backups.rglob("*") if path.is_file() and "路灯".encode() in path.read_bytes()]
    promise(not traces, "no word of anybody is legible in it")


def lost_and_restored(drill):
    drill.site.server.stop()
    drill.run("backup")
    rows, files = drill.rows(), drill.files()
    drill.destroy()
    code, said, seconds = drill.restore()
    promise(code == 0, f"restored in {seconds:.1f} s: {len(rows)} tables, {len(files)} files")
    if code:
        print(said)
    after = drill.rows()
    differing = [name for name in rows.keys() | after.keys() if rows.get(name) != after.get(name)]
    promise(not differing, f"every row is as it was {differing or ''}")
    promise(drill.files() == files, "every file is as it was")
    code, said, _seconds = drill.run("checkrecord")
    promise(code == 0, "the record agrees")
    drill.site.server.start()
    answers = [
        drill.site.visitor().get(path).status
        for path in ("/", "/questions/", "/notices/", f"/search/?q={quote('路灯')}")
    ]
    promise(answers == [200] * 4, f"a reader sees {answers}")
    promise(drill.site.person("editor1").get("/admin/").status == 200, "an editor logs in")


def killed(drill):
    before = drill.whole()
    for seconds in (1, 2, 4):
        command = [sys.executable, "manage.py", "backup", "--read-all"]
        running = subprocess.Popen(
            command, cwd=ROOT, env=drill.site.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        until = time.monotonic() + 60
        while not list(drill.backups.glob("*.partial")) and time.monotonic() < until and running.poll() is None:
            time.sleep(0.02)
        time.sleep(seconds / 4)
        running.kill()
        running.wait()
    promise(drill.whole() == before, "three killed backups are none")
    code, _said, _seconds = drill.run("restore", "newest", "--check")
    promise(code == 0, "and the one before them is whole")
    code, _said, _seconds = drill.run("backup")
    promise(code == 0 and not list(drill.backups.rglob("*.partial")), "the next one clears away what they left")


def full_disk(drill):
    if os.getuid():
        print("  left out: only root mounts a small disk")
        return
    with tempfile.TemporaryDirectory(prefix="soak-full-") as folder:
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", folder], check=True)
        try:
            code, said, _seconds = drill.run("backup", "--to", folder)
            print("   ", said.strip().splitlines()[-1])
            promise(code == 1 and "磁盘已满" in said, "a full disk is told in a sentence, with exit code 1")
            left = [path.name for path in Path(folder).rglob("*") if path.is_file() and path.name != "lock"]
            promise(not left, f"and nothing half-made is left {left or ''}")
        finally:
            subprocess.run(["umount", folder], check=True)


def altered(drill):
    backup, rows = drill.whole()[-1], drill.rows()
    for path in (backup / "database.age", next((drill.backups / "objects").rglob("*.age"))):
        whole = path.read_bytes()
        path.write_bytes(whole[: len(whole) // 2] + bytes([whole[len(whole) // 2] ^ 1]) + whole[len(whole) // 2 + 1 :])
        check, said, _seconds = drill.run("restore", "newest", "--check")
        restore, _said, _seconds = drill.restore("--replace")
        promise(check == restore == 1 and path.name in said, f"one flipped bit in {path.name[:12]}… is found")
        path.write_bytes(whole)
    other = drill.key.with_name("other.key")
    other.write_text(str(pyrage.x25519.Identity.generate()))
    code, said, _seconds = drill.run("restore", "newest", "--check", "--identity", other)
    promise(code == 1 and "打不开" in said, "another key opens nothing, and that is said")
    code, said, _seconds = drill.run("restore", "newest", "--check", SECRET_KEY="another" * 10)
    promise(code == 1 and "SECRET_KEY" in said, "another SECRET_KEY is told")
    code, said, _seconds = drill.restore()
    promise(code == 1, "a database that is not empty is not replaced unless that is said")
    promise(drill.rows() == rows, "and after all this not a row has changed")


def old(drill):
    first = drill.whole()[0]
    first.rename(first.with_name("2020-01-01T000000Z"))
    drill.run("backup")
    promise("2020-01-01T000000Z" not in {path.name for path in drill.whole()}, "what is too old is deleted")
    code, _said, _seconds = drill.run("restore", "newest", "--check")
    promise(code == 0, "and nothing that the others need")


def erased(drill):
    case = int(
        drill.site.shell(
            """
            from questions.models import Case, Contact
            case = Case.objects.order_by("pk").last()
            Contact.objects.update_or_create(case=case, defaults={"name": "覃隐真", "telephone": "13800004321"})
            print(case.pk)
            """
        )
    )
    drill.run("backup")
    asker_erases = f"""
        from questions.models import Case
        from questions.stages import following
        following.erase_contact(Case.objects.get(pk={case}))
    """
    drill.site.shell(asker_erases)
    (drill.site.var / "erased.txt").unlink()  # with the disk of the server
    code, said, seconds = drill.restore("--replace")
    promise(code == 0, f"restored over what was there in {seconds:.1f} s")
    if code:
        print(said)
    count = f"from questions.models import Contact; print(Contact.objects.filter(case={case}).count())"
    promise(drill.site.shell(count).strip() == "0", "a contact that was erased after the backup does not come back")


if __name__ == "__main__":
    main()
