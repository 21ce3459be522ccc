from datetime import timedelta

from django.db import models
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from dates.days import midnight
from directory.querysets import PlacedQuerySet
from editorial.querysets import PublishableQuerySet

# The fields that a list shows of an article. The body is not read.
LISTED = (
    "kicker title summary publish_at state column lead_photo front_position lead_caption updated_at season_from "
    "season_to"
).split()


class Days(models.Func):
    """A number of days as a span of time. Django cannot multiply spans on every database."""

    output_field = models.DurationField()
    template = "(%(expressions)s * INTERVAL '1 day')"

    def as_sqlite(self, compiler, connection, **extra_context):
        return self.as_sql(compiler, connection, template="(%(expressions)s * 86400000000)", **extra_context)


class ColumnQuerySet(models.QuerySet):
    def with_last(self):
        """Add `last`, the time of the newest public article. An index finds it: one row is read for each column."""
        from .models import Article  # models are made with these querysets

        newest = Article.objects.published().filter(column=models.OuterRef("pk")).newest_first()
        return self.annotate(last=models.Subquery(newest.values("publish_at")[:1]))

    def silent(self):
        """The columns without anything new for more days than the newsroom expects, the longest silence first."""
        today = midnight(timezone.localdate())
        since = models.ExpressionWrapper(
            models.Value(today) - Days("expected_days"), output_field=models.DateTimeField()
        )
        waited_for = self.with_last().filter(expected_days__isnull=False)
        silent = waited_for.filter(models.Q(last=None) | models.Q(last__lt=since))
        return silent.order_by(models.F("last").asc(nulls_first=True), "order", "pk")


class ContributorQuerySet(models.QuerySet):
    def checked(self):
        """Those whom the keeper of the directory knows. Who was added while writing is found once that is so."""
        return self.filter(is_to_be_checked=False)

    def public(self):
        """Those who have a page: the checked, and whoever stands on an article that readers see."""
        bylines = self.model.bylines.rel.related_model.objects.filter(contributor=OuterRef("pk"))
        articles = self.model.bylines.rel.related_model.article.field.related_model.objects.published()
        return self.filter(models.Q(is_to_be_checked=False) | models.Exists(bylines.filter(article__in=articles)))

    def with_number_of_articles(self):
        """Add `number_of_articles`, on which the name stands, drafts among them."""
        rows = self.model.bylines.rel.related_model.objects.filter(contributor=OuterRef("pk")).order_by()
        number = rows.values("contributor").annotate(number=Count("article", distinct=True)).values("number")
        return self.annotate(number_of_articles=Coalesce(Subquery(number), 0))


class TopicQuerySet(models.QuerySet):
    def public(self):
        """The topics with a public article. Readers do not learn of a topic that is still being prepared."""
        from .models import Article  # models are made with these querysets

        return self.filter(models.Exists(Article.objects.published().filter(topics=models.OuterRef("pk"))))

    def running(self):
        """Stories that the paper is still following, the foremost first."""
        return self.filter(is_running=True).order_by("order", "-pk")


class ArticleQuerySet(PlacedQuerySet, PublishableQuerySet):
    def listed(self):
        """Read what a list shows and nothing more, in one query however long the list."""
        return self.select_related("column", "lead_photo").only(
            *LISTED,
            *(f"column__{field}" for field in ("name", "slug", "layout")),
            *(
                f"lead_photo__{field}"
                for field in ("stem", "width", "height", "alt_text", "credit_kind", "credit_name", "focus_x", "focus_y")
            ),
        )

    def with_bylines(self):
        """Read the people who made each article, with one query more however long the list."""
        from .models import Byline  # models are made with these querysets

        return self.prefetch_related(models.Prefetch("bylines", Byline.objects.select_related("contributor")))

    def for_page(self):
        """Read all that the article's own page shows."""
        from .models import ArticlePhoto  # models are made with these querysets

        pictures = models.Prefetch("photos", ArticlePhoto.objects.select_related("photo"))
        related = ("column", "lead_photo", "hotline__authority", "advised_by")
        return self.select_related(*related).with_bylines().prefetch_related(pictures)

    def for_feed(self):
        return self.select_related("column", "lead_photo").defer("body").with_bylines().prefetch_related("steps")

    def for_search(self):
        related = self.select_related("column", "advised_by").prefetch_related("places", "photos", "steps")
        return related.defer("body_html")

    def by(self, contributor):
        """The articles with `contributor` in any byline."""
        return self.filter(pk__in=contributor.bylines.values("article_id"))

    def on_day(self, day):
        return self.between(day, day + timedelta(days=1))

    def days(self):
        """Return the calendar days on which these were published, as a set."""
        return {moment.date() for moment in self.datetimes("publish_at", "day")}

    def in_season(self, month=None):
        """The tips that matter in `month` (1 to 12; the current one if None). A season may run over the new year."""
        month = month or timezone.localdate().month
        begun, not_over = models.Q(season_from__lte=month), models.Q(season_to__gte=month)
        within_a_year = models.Q(season_from__lte=models.F("season_to"))
        return self.filter((within_a_year & begun & not_over) | (~within_a_year & (begun | not_over)))
