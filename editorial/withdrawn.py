"""The page at the address of something that was withdrawn."""

from django.shortcuts import render


def withdrawn_page(request, item, **context):
    """Say that `item` was withdrawn, when and why: 410, never a silent 404."""
    return render(request, "editorial/withdrawn.html", {"item": item, **context}, status=410)
