"""What readers find of this room: articles, tips, and the pages of columns, topics and contributors."""

from dataclasses import replace

from django.db.models import Min, Q
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from declarations.findable import Findable, Offer, findable, lines
from editorial.findable import FindableItems

from .models import Article, Column, Contributor, Topic, TopicEntry


@findable
class FindableArticles(FindableItems):
    model = Article
    kinds = {"article": pgettext_lazy("found", "articles"), "tip": _("tips")}

    def offer(self, article):
        kind = "tip" if article.column.layout == Column.Layout.TIPS else "article"
        return replace(super().offer(article), kind=kind, column=article.column_id)

    def told_by(self):
        return {Column: (["layout"], lambda column: column.articles.values_list("pk", flat=True))}


@findable
class FindableTopics(Findable):
    """The topics. A topic can be found as soon as its first article is public."""

    model = Topic
    kinds = {"topic": _("topics")}
    stands = True

    def rows(self):
        first = Min("articles__publish_at", filter=Q(articles__state=Article.State.APPROVED))
        return Topic.objects.annotate(first_published=first).filter(first_published__isnull=False)

    def offer(self, topic):
        return Offer(
            topic.pk,
            topic.title,
            lines(topic.introduction, topic.invitation),
            topic.get_absolute_url(),
            topic.first_published,
        )

    def touched(self):
        return {
            Article: lambda article: [entry.topic_id for entry in article.topic_entries.all()],
            TopicEntry: lambda entry: [entry.topic_id],
        }


@findable
class FindableColumns(Findable):
    model = Column
    kinds = {"column": _("columns")}
    stands = True

    def rows(self):
        return Column.objects.all()

    def offer(self, column):
        return Offer(column.pk, column.name, column.description, column.get_absolute_url())


@findable
class FindableContributors(Findable):
    model = Contributor
    kinds = {"contributor": _("contributors")}
    stands = True

    def rows(self):
        return Contributor.objects.checked()

    def offer(self, contributor):
        return Offer(contributor.pk, contributor.name, contributor.introduction, contributor.get_absolute_url())
