"""Thirty kills while people write: nothing acknowledged is lost, nothing is half made, and somebody is answered soon.

    python soak/kills.py [sqlite|postgresql] [KILLS]         # both without

A worker, all workers or the main process get `kill -9` at random moments; the main process is started anew as by
systemd. Meanwhile people ask (with pictures), save, publish, enter notices, work on cases and add pictures. At the end
what was acknowledged is looked for in the database and in the folders. EAGER=1 counts as acknowledged what was only
sent, and must fail.
"""

import json
import os
import random
import re
import signal
import statistics
import sys
import threading
import time

import writers
from load import Load
from real_site import HOST, Site
from servers import ROOT
from visitors import answered

KILLS = 30
WITHIN = 2.0  # seconds until somebody gets an answer
# Those of them that there are.
SWEEPS = ["deletecontacts"] + ["deletefiles"] * (ROOT / "operations/management/commands/deletefiles.py").exists()
AIMS = ["one worker"] * 22 + ["all workers"] * 4 + ["main process"] * 4
WHAT_STANDS = """
import json
from django.core.files.storage import default_storage, storages
from articles.models import Article
from editorial.models import Entry, Version
from notices.models import Notice
from photos.models import FormerPicture, Photo
from questions.models import Case, CasePicture, Event

private = storages["private"]

def files(storage, folder):
    try:
        return {f"{folder}/{name}" for name in storage.listdir(folder)[1]}
    except FileNotFoundError:
        return set()

def files_of(picture):
    return {picture.master_name} | {f"photos/{picture.stem}-{width}.webp" for width in picture.rendition_widths}

library = list(Photo.objects.all()) + list(FormerPicture.objects.all())
wanted = set().union(*(files_of(picture) for picture in library))
there = files(default_storage, "photos")
sent = {one.file_name(size) for one in CasePicture.objects.all() for size in ("small", "large")}
kept = files(private, "cases")
halves = [f"case {case.pk} has no event" for case in Case.objects.filter(events=None)]
halves += [f"case {case.pk} answered without a word of it" for case in Case.objects.filter(status="answered")
           .exclude(events__kind__in=["answered", "published"])]
halves += [f"case {case.pk} has two of an event" for case in Case.objects.filter(reopened_at=None)
           if case.events.filter(kind="received").count() != 1]
for model in (Article, Notice):
    for item in model.objects.all():
        last = item.own_versions().last()
        if item.version != (last.number if last else 0):
            halves.append(f"{item._meta.label} {item.pk} stands at {item.version}, its last version is {last}")
print(json.dumps({
    "cases": [[case.pk, case.text, case.pictures.count(), hasattr(case, "contact")] for case in Case.objects.all()],
    "events": [[pk, kind] for pk, kind in Event.objects.values_list("case_id", "kind")],
    "titles": [[version.object_id, version.data.get("fields", version.data).get("title")]
               for version in Version.objects.filter(content_type__model="article")],
    "decisions": [[entry.object_id, entry.action, entry.level] for entry in
                  Entry.objects.filter(content_type__model="article", action__in=["submit", "pass"])],
    "public": list(Article.objects.published().values_list("pk", flat=True)),
    "notices": list(Notice.objects.values_list("title", flat=True)),
    "photos": list(Photo.objects.values_list("pk", flat=True)),
    "halves": halves,
    "without_file": sorted(wanted - there) + sorted(sent - kept),
    "without_row": sorted(there - wanted) + sorted(kept - sent),
}))
"""


def silence_after(moment):
    """Return the seconds until anybody, reader or writer, got an answer to what was asked after that moment."""
    ends = [ended for started, ended, status in list(answered) if started >= moment and status < 500]
    return min(ends, default=float("inf")) - moment


class Kills:
    def __init__(self, database, kills):
        self.database, self.kills, self.broken = database, kills, []
        self.random = random.Random(seed := int(os.environ.get("SEED", time.time_ns() % 100_000)))
        print(f"\n{database}: {kills} kills (SEED={seed})", flush=True)

    def run(self):
        with Site(self.database) as self.site:
            site = self.site
            ((site.a_kind,),) = site.statement(
                "SELECT id FROM notices_kind WHERE nature = 'outage' ORDER BY id LIMIT 1"
            )
            ((site.an_authority,),) = site.statement("SELECT id FROM directory_authority ORDER BY id LIMIT 1")
            end = threading.Event()
            people = [kind(site, end, number) for kind, number in (
                (writers.Asker, 1), (writers.Asker, 2), (writers.Saver, 1), (writers.Publisher, 1), (writers.Clerk, 1),
                (writers.Officer, 1), (writers.Photographer, 1),
            )]  # fmt: skip
            site.server.keep_up()
            for person in people:
                person.start()
            with Load(
                site.server.port, HOST, ["/questions/desks/"], readers=1, think=(0.02, 0.1), patience=20
            ) as reader:
                moments = self.kill()
                time.sleep(3)
            end.set()
            for person in people:
                person.join()
            site.server.leave_down()
            self.tell_of_answers(reader, moments)
            self.compare(people)
        return self.broken

    def kill(self):
        """Kill at random moments; return (moment, what was killed)."""
        server, moments = self.site.server, []
        time.sleep(2)
        for aim in (self.random.choice(AIMS) for _kill in range(self.kills)):
            time.sleep(self.random.uniform(0.8, 4))
            pids = {
                "one worker": lambda: self.random.sample(server.worker_pids(), 1),
                "all workers": server.worker_pids,
                "main process": lambda: [server.pid],
            }[aim]
            until = time.monotonic() + 20
            while not server.worker_pids() and time.monotonic() < until:
                time.sleep(0.05)
            for pid in pids():
                os.kill(pid, signal.SIGKILL)
            moments.append((time.perf_counter(), aim))
        return moments

    def tell_of_answers(self, reader, moments):
        for aim in dict.fromkeys(AIMS):
            waits = [silence_after(moment) for moment, killed in moments if killed == aim]
            if waits:
                late = [f"{wait:.1f}" for wait in waits if wait > WITHIN]
                print(f"  {len(waits):3} × {aim:<13} somebody got an answer after {max(waits):.2f} s at most")
                self.promise(not late, f"an answer within {WITHIN:.0f} s of each kill of {aim} ({' '.join(late)})")
        torn = sum(seen.is_lost for seen in reader.seen)
        usual = statistics.median(seen.seconds for seen in reader.seen)
        print(f"  a reader got {len(reader.seen)} answers, half of them within {usual:.2f} s; {torn} were torn")
        self.promise(not [seen for seen in reader.seen if seen.status >= 500], "no 5xx for a reader")

    def compare(self, people):
        stands = json.loads(self.site.shell(WHAT_STANDS))
        print(f"  {'written':<16}{'acknowledged':>13}{'found':>7}{'lost':>6}{'no answer':>11}")
        for kind in dict.fromkeys(person.kind for person in people):
            crowd = [person for person in people if person.kind == kind]
            known = [what for person in crowd for what in person.acknowledged]
            lost = getattr(self, f"lost_{kind.replace(' ', '_')}")(known, stands)
            unanswered = sum(person.unanswered for person in crowd)
            print(f"  {kind:<16}{len(known):>13}{len(known) - len(lost):>7}{len(lost):>6}{unanswered:>11}")
            self.promise(known and not lost, f"no {kind} lost: {lost[:5]}")
            faults = {words: times for person in crowd for words, times in person.faults.items()}
            self.promise(not faults, f"no answer that is none: {faults}")
        twice = len(stands["cases"]) - len({text for _pk, text, *_rest in stands["cases"]})
        self.promise(not twice, f"no question twice ({twice})")
        public = {pk for person in people if isinstance(person, writers.Publisher) for pk in person.public}
        print(f"  {len(public)} articles were seen by a reader")
        self.promise(public <= set(stands["public"]), "what readers have seen is public")
        self.promise(not stands["halves"], f"nothing half made: {stands['halves'][:5]}")
        self.promise(not stands["without_file"], f"no row without its file: {stands['without_file'][:5]}")
        self.sweep(stands)
        for command in (["checkrecord"], ["rebuildsearch", "--dry-run"], ["recountcases", "--dry-run"]):
            self.audit(*command)

    def sweep(self, stands):
        """Let what timers start find files of no row, as if a day had passed. Those of rows stay."""
        print(f"  {len(stands['without_row'])} files without a row", end="")
        yesterday = time.time() - 2 * 24 * 3600
        for folder in ("media", "private"):
            for file in (self.site.var / folder).rglob("*"):
                os.utime(file, (yesterday, yesterday))
        for command in SWEEPS:
            self.site.manage(command)
        after = json.loads(self.site.shell(WHAT_STANDS))
        print(f", {len(after['without_row'])} after {' and '.join(SWEEPS)}")
        self.promise(not after["without_row"], f"all of them are swept away: {after['without_row'][:5]}")
        self.promise(not after["without_file"], f"and no other: {after['without_file'][:5]}")

    def audit(self, *command):
        try:
            said = self.site.manage(*command).splitlines()
        except RuntimeError as error:
            self.promise(False, str(error))
            return
        print("\n".join(f"  {command[0]}: {line}" for line in said[1:]))
        if command[0] == "rebuildsearch":
            wrong = [line for line in said[1:] if any(map(int, re.findall(r"\d+", line)))]
            self.promise(not wrong, f"the index is in step: {wrong}")
        if command[0] == "recountcases":
            self.promise(said[-1].count("0份"), f"the tallies are in step: {said[-1]}")

    @staticmethod
    def lost_questions(known, stands):
        there = {text: (pictures, contact) for _pk, text, pictures, contact in stands["cases"]}
        return [
            text for text, has_picture in known
            if text not in there or there[text][0] < has_picture or not there[text][1]
        ]  # fmt: skip

    @staticmethod
    def lost_article_saves(known, stands):
        there = {tuple(one) for one in stands["titles"]}
        return [save for save in known if save not in there]

    @staticmethod
    def lost_decisions(known, stands):
        there = {(pk, 0 if action == "submit" else level) for pk, action, level in stands["decisions"]}
        return [decision for decision in known if decision not in there]

    @staticmethod
    def lost_notices(known, stands):
        return [title for title in known if title not in set(stands["notices"])]

    @staticmethod
    def lost_case_steps(known, stands):
        there = {tuple(event) for event in stands["events"]}
        return [step for step in known if step not in there]

    @staticmethod
    def lost_photo_uploads(known, stands):
        return [pk for pk in known if pk not in set(stands["photos"])]

    def promise(self, kept, words):
        if not kept:
            print(f"  BROKEN: {words}")
            self.broken.append(words)


def main():
    kinds = [kind for kind in sys.argv[1:] if not kind.isdigit()] or ["sqlite", "postgresql"]
    kills = next((int(word) for word in sys.argv[1:] if word.isdigit()), KILLS)
    broken = [words for kind in kinds for words in Kills(kind, kills).run()]
    sys.exit(f"{len(broken)} promises broken" if broken else 0)


if __name__ == "__main__":
    main()
