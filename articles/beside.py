"""What this room shows beside the items of others."""

from django.contrib.contenttypes.models import ContentType

from declarations.beside import DESK, beside


@beside(DESK, "admin/articles/_write_as_tip.html")
def write_as_tip(item, request):
    """Offer people who write articles a link to a tip that is begun from the live item.

    Return None where `item` cannot be made into a tip.
    """
    if not (hasattr(item, "as_tip") and item.is_live and request.user.has_perm("articles.add_article")):
        return None
    return {"tip_from": f"{ContentType.objects.get_for_model(item).pk}-{item.pk}"}
