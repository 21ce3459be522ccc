from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from editorial.corrections import item_or_404
from editorial.public_item import PublicItem
from editorial.withdrawn import withdrawn_page
from photos.placed import arranged
from web.pagination import page_or_404

from .json_ld import news_article
from .models import Article, Column, Contributor, TipStep, Topic
from .related import related_to, topic_positions


@require_safe
def detail(request, pk):
    """An article's page. It gives 404 before the article is public, and 410 with the reason once it is withdrawn."""
    article = item_or_404(Article.objects.public_or_withdrawn().for_page(), pk)
    if article.is_withdrawn:
        return withdrawn_page(request, article, column=article.column)
    return render(request, "articles/article_detail.html", page_of(article))


def page_of(article):
    """Return the context of an article's page; the admin's preview shows the same."""
    public = PublicItem.of(article)
    positions, from_topics = topic_positions(article)
    places = list(article.places.all())
    return {
        "article": article,
        "corrections": article.corrections.all(),
        "places": places,
        **arranged(article),
        "steps": article.steps.all()[: TipStep.MOST_SHOWN],
        "positions": positions,
        "related": related_to(article, from_topics, places),
        "public": public,
        "json_ld": news_article(public),
    }


@require_safe
def column(request, slug):
    column = get_object_or_404(Column, slug=slug)
    articles = column.articles.published().listed().newest_first()
    if column.layout == Column.Layout.COMMUNITY:
        articles = articles.prefetch_related("places")
    if column.layout == Column.Layout.COMMENTARY:
        articles = articles.with_bylines()
    page = page_or_404(request, articles)
    return render(request, "articles/column_detail.html", {"column": column, "page": page})


@require_safe
def topics(request):
    return render(request, "articles/topic_list.html", {"topics": Topic.objects.public().select_related("photo")})


@require_safe
def topic(request, slug):
    topic = get_object_or_404(Topic.objects.public().select_related("photo", "hotline"), slug=slug)
    return render(request, "articles/topic_detail.html", {"topic": topic, "articles": topic.published_articles()})


@require_safe
def contributor(request, slug):
    contributor = get_object_or_404(Contributor.objects.public(), slug=slug)
    articles = Article.objects.published().by(contributor).listed().newest_first()
    page = page_or_404(request, articles)
    return render(request, "articles/contributor_detail.html", {"contributor": contributor, "page": page})
