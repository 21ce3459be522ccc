from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

import articles.sample
import directory.sample
import photos.sample
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
        except sample.SampleError as error:
            raise CommandError(str(error)) from error
        counts = {**{name: len(rows) for name, rows in lists.items()}, "articles": len(texts)}
        self.stdout.write(", ".join(f"{name} {count}" for name, count in counts.items()))
        if dry_run:
            return
        if Column.objects.exists():
            self.stdout.write(_("There is content already; nothing was changed."))
            return
        with transaction.atomic():
            self._load(lists, texts, today)
        self.stdout.write(self.style.SUCCESS(_("The sample content is loaded.")))

    def _load(self, lists, texts, today):
        directory.sample.load(lists["places"], lists["authorities"])
        articles.sample.load_columns(lists["columns"])
        articles.sample.load_contributors(lists["contributors"])
        self.stdout.write(_("Pictures…"))
        library = photos.sample.load(lists["photos"], sample.FOLDER / "photos", today)
        self.stdout.write(_("Articles…"))
        author = demo_people.reporter()
        made = {}
        for name, (matter, body) in texts.items():
            try:
                made[name] = articles.sample.load_article(name.partition("/")[0], matter, body, library, author)
            except Exception as error:
                raise CommandError(f"sample/articles/{name}.html: {error!r}") from error
        articles.sample.load_topics(lists["topics"], made, library)
