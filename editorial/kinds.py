"""Every kind of content that there is: whoever asks is told of one that is added later, too."""

from django.apps import apps


def kinds():
    """Return the models whose items are published."""
    from .models import Publishable  # which ask for all kinds themselves

    return [model for model in apps.get_models() if issubclass(model, Publishable) and not model._meta.proxy]
