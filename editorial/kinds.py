"""Every kind of content that there is, also one that is added later."""

from django.apps import apps


def kinds():
    """Return the models whose items are published."""
    from .models import Publishable  # this module may be imported before there are models

    return [model for model in apps.get_models() if issubclass(model, Publishable) and not model._meta.proxy]
