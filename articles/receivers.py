"""What an article does when something it shows changes elsewhere."""

from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver

from editorial.rendering import render
from photos.models import Photo

from .models import Article


@receiver(post_save, sender=Photo)
def render_articles_that_show(sender, instance, created, raw=False, **kwargs):
    """Bring a picture's new description or credit into the texts that show it.

    Each article is locked and read as it is now. Only the HTML is written, because somebody else may be writing
    the text.
    """
    if created or raw:
        return
    with transaction.atomic():
        shown = Article.objects.filter(inline_photos__photo=instance).order_by("pk").only("body")
        for article in shown.select_for_update(of=("self",), no_key=True):
            Article.objects.filter(pk=article.pk).update(body_html=render(article.body))
