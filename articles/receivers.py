"""What an article does when something it shows changes elsewhere."""

from django.db.models.signals import post_save
from django.dispatch import receiver

from photos.models import Photo

from .models import Article


@receiver(post_save, sender=Photo)
def render_articles_that_show(sender, instance, created, raw=False, **kwargs):
    """A picture's new description or credit reaches the texts that it stands in."""
    if created or raw:
        return
    for article in Article.objects.filter(inline_photos__photo=instance):
        article.save(update_fields=["body", "body_html"])
