from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

import articles.sample
import notices.sample
import photos.sample
import questions.sample
import search.sample
from articles.models import Article, Column, Contributor, Topic
from directory.models import Authority, Place
from editorial.models import WatchedWord
from editorial.sample import Act, SampleError, naming, play, take_step
from notices.models import Kind, Notice
from portal import demo_people, sample
from portal.sample_rows import SampleRows
from questions.models import Desk

# {file: model of its rows}, in the order in which they are made.
BEFORE_ARTICLES = {
    "places": Place,
    "authorities": Authority,
    "columns": Column,
    "contributors": Contributor,
    "words": WatchedWord,
}
AFTER_ARTICLES = {"topics": Topic, "desks": Desk, "kinds": Kind}
LISTS = (*BEFORE_ARTICLES, *AFTER_ARTICLES, "photos", "desk", "promoted")


class Command(BaseCommand):
    help = "Load the sample content (青禾市 and its 《青禾晚报》) once, with dates relative to today."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="Read and count everything, change nothing.")

    def handle(self, *, dry_run, **options):
        try:
            with transaction.atomic():
                self._read_and_load(dry_run, timezone.localdate())
        except SampleError as error:
            sentence = _(
                "sample/%s\nNothing was loaded, and no file was left. Mend what is named here, and run it again."
            )
            raise CommandError(sentence % error) from error

    def _read_and_load(self, dry_run, today):
        read = {name: sample.read_list(name, today) for name in LISTS}
        read["articles"] = sample.read_articles(today)
        read["cases"] = sample.read_cases(today)
        read["notices"] = sample.read_notices(today)
        sample.check(read["desk"], read["topics"], read["articles"])
        self.stdout.write(", ".join(f"{name} {len(found)}" for name, found in read.items()))
        if dry_run:
            return
        if Column.objects.exists():
            self.stdout.write(_("There is content already; nothing was changed."))
            return
        self._load(read, SampleRows(timezone.now()))
        self.stdout.write(self.style.SUCCESS(_("The sample content is loaded.")))

    def _load(self, read, rows):
        self._make_all(rows, BEFORE_ARTICLES, read)
        # Fetched once, because a user object caches its permissions.
        people = {username: demo_people.make_person(username) for username in demo_people.PEOPLE}
        rows.named[get_user_model()] = people
        self.stdout.write(_("Pictures…"))
        with naming("photos.toml"):
            photos.sample.load(rows, read["photos"], sample.FOLDER / "photos")
        self.stdout.write(_("Articles…"))
        on_the_desk = {story["name"]: story for story in read["desk"]}
        for name, table in read["articles"].items():
            if name not in on_the_desk:
                with naming(f"articles/{name}.html"):
                    author = demo_people.author_of(table.get("bylines", []))
                    articles.sample.load_published(rows, name, table, author)
        self._make_all(rows, AFTER_ARTICLES, read)
        self.stdout.write(_("Notices…"))
        with naming("documents"):
            notices.sample.load_documents(rows, sample.FOLDER / "documents", people["reporter2"])
        with naming("notices"):
            notices.sample.load(rows, read["notices"], people["reporter2"])
        self.stdout.write(_("Questions and answers…"))
        self._play(read, rows, people, on_the_desk)
        with naming("promoted.toml"):
            search.sample.load(read["promoted"])

    def _make_all(self, rows, models, read):
        for name, model in models.items():
            with naming(f"{name}.toml"):
                rows.make_all(model, read[name])

    def _play(self, read, rows, people, on_the_desk):
        """Play the desk, the notices and the cases together, so that the records are in the order of time."""
        chief = people["chief"]

        def take_article(name, who, **said):
            if said["does"] == "save" and name not in rows.named[Article]:
                articles.sample.load_draft(rows, name, read["articles"][name], who, said.get("comment", ""))
            else:
                take_step(rows.called(Article, name), who, chief, **said)

        def take_notice(name, who, **said):
            take_step(rows.called(Notice, name), who, chief, **said)

        cases = questions.sample.Cases(read["cases"], rows, chief, sample.FOLDER / "photos")
        moving = {notice["name"]: notice for notice in read["notices"] if "way" in notice}
        play(
            people,
            Act(on_the_desk, take_article, "desk.toml: {}"),
            Act(read["cases"], cases.take, "cases/{}.toml"),
            Act(moving, take_notice, "notices: {}"),
        )
        self.stdout.write(_("Receipt codes to try: %s") % "  ".join(cases.shown_codes))
