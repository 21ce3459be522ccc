from django.contrib import admin
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from web.closed_doors import closed_door

from .models import PreviewLink


@closed_door
@require_safe
def preview(request, token):
    """Show one version as its public page to whoever holds the link. It is a 404 once the link is closed."""
    link = get_object_or_404(PreviewLink.objects.by_token(token).open().select_related("version"))
    item = link.as_item()
    if item is None:
        raise Http404
    desk = admin.site.get_model_admin(type(item))
    context = {**desk.public_context(item), "preview": True, "link": link}
    return render(request, desk.public_template, context)
