from django.urls import reverse
from django.views.decorators.http import require_safe

from web.freshness import changes_at

from .monthly import files
from .published import next_publication
from .writer import sitemap_index


@require_safe
def index(request):
    """The sitemaps that exist: of the permanent pages, of the news, and of every kind and month."""
    changes_at(request, next_publication())
    months = [reverse("sitemaps:month", args=[kind, month, part]) for kind, month, part in files()]
    return sitemap_index([reverse("sitemaps:pages"), reverse("sitemaps:news"), *months])
