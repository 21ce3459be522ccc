from contextlib import contextmanager

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

import articles.sample
import directory.sample
import editorial.sample
import notices.sample
import photos.sample
import questions.sample
import search.sample
from articles.models import Column
from portal import demo_people, sample


class Command(BaseCommand):
    help = "Load the sample content (青禾市 and its 《青禾晚报》) once, with dates relative to today."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="Read and count everything, change nothing.")

    def handle(self, *, dry_run, **options):
        today = timezone.localdate()
        try:
            lists = {name: sample.read_list(name, today) for name in sample.LISTS}
            texts = sample.read_articles(today)
            sample.check(lists["desk"], lists["topics"], texts)
            posted = sample.read_notices(today)
            cases = sample.read_cases(today)
            sample.check_cases(cases, lists["desks"])
        except sample.SampleError as error:
            raise CommandError(str(error)) from error
        counts = {**{name: len(rows) for name, rows in lists.items()}, "articles": len(texts), "cases": len(cases)}
        counts["notices"] = len(posted)
        self.stdout.write(", ".join(f"{name} {count}" for name, count in counts.items()))
        if dry_run:
            return
        if Column.objects.exists():
            self.stdout.write(_("There is content already; nothing was changed."))
            return
        with transaction.atomic():
            self._load(lists, texts, cases, posted, today)
        self.stdout.write(self.style.SUCCESS(_("The sample content is loaded.")))

    def _load(self, lists, texts, cases, posted, today):
        with naming("places.toml, authorities.toml"):
            directory.sample.load(lists["places"], lists["authorities"])
        with naming("columns.toml"):
            articles.sample.load_columns(lists["columns"])
        with naming("contributors.toml"):
            articles.sample.load_contributors(lists["contributors"])
        with naming("words.toml"):
            editorial.sample.load_words(lists["words"])
        self.stdout.write(_("Pictures…"))
        with naming("photos.toml"):
            library = photos.sample.load(lists["photos"], sample.FOLDER / "photos", today)
        self.stdout.write(_("Articles…"))
        on_the_desk = {story["name"] for story in lists["desk"]}
        made = self._load_published({name: texts[name] for name in texts if name not in on_the_desk}, library)
        with naming("topics.toml"):
            articles.sample.load_topics(lists["topics"], made, library)
        # Fetched once, because a user object caches its permissions.
        people = {username: demo_people.make_person(username) for username in demo_people.PEOPLE}
        with naming("desks.toml"):
            questions.sample.load_desks(lists["desks"], today)
        self.stdout.write(_("Notices…"))
        with naming("kinds.toml"):
            notices.sample.load_kinds(lists["kinds"])
        with naming("documents"):
            documents = notices.sample.load_documents(sample.FOLDER / "documents", people[notices.sample.AUTHOR])
        with naming("notices"):
            made = notices.sample.load(posted, people[notices.sample.AUTHOR], documents, today)
        take = notices.sample.taking(made, people.__getitem__, people["chief"])
        self.stdout.write(_("Questions and answers…"))
        acts = [editorial.sample.Act(notices.sample.ways(posted), take, "notices: {}")]
        self._play(lists["desk"], texts, cases, people, library, today, acts)
        with naming("promoted.toml"):
            search.sample.load(lists["promoted"])

    def _load_published(self, texts, library):
        made = {}
        for name, (matter, body) in texts.items():
            with naming(f"articles/{name}.html"):
                author = demo_people.author_of([byline["contributor"] for byline in matter.get("bylines", [])])
                made[name] = articles.sample.load_published(_column_of(name), matter, body, library, author)
        return made

    def _play(self, stories, texts, cases, people, library, today, acts):
        """Play the desk, the cases and the other `acts` together, so that the records are in the order of time."""

        def enter(name, author):
            matter, body = texts[name]
            return articles.sample.load_draft(_column_of(name), matter, body, library, author, today)

        who, chief = people.__getitem__, people["chief"]
        player = questions.sample.Player(cases, who, chief, sample.FOLDER / "photos", library)
        take_items = editorial.sample.taking_items(enter, who, chief)
        try:
            editorial.sample.play(
                editorial.sample.Act({story["name"]: story["way"] for story in stories}, take_items, "desk.toml: {}"),
                editorial.sample.Act({name: case["way"] for name, case in cases.items()}, player.take, "cases/{}.toml"),
                *acts,
            )
        except editorial.sample.Misstep as error:
            raise CommandError(f"sample/{error}") from error
        self.stdout.write(_("Receipt codes to try: %s") % "  ".join(player.shown_codes()))


@contextmanager
def naming(file):
    """Name `file` in the CommandError for anything that goes wrong within."""
    try:
        yield
    except Exception as error:
        raise CommandError(f"sample/{file}: {error!r}") from error


def _column_of(name):
    return name.partition("/")[0]
