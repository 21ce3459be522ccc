from django.shortcuts import render
from django.views.decorators.http import require_safe

from .models import Authority


@require_safe
def hotlines(request):
    """Show 便民电话: every number that a citizen may ring, by what it is for."""
    authorities = list(Authority.objects.with_hotlines().select_related("place"))
    groups = [(kind, [authority for authority in authorities if authority.kind == kind]) for kind in Authority.Kind]
    return render(request, "directory/hotline_list.html", {"groups": [group for group in groups if group[1]]})
