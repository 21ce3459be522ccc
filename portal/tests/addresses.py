"""Every address that the URL configuration knows, filled in."""

import re

from django.urls import URLPattern, get_resolver

# What stands for the variable parts of an address, by their names.
FILLED = {
    "month": "2026/11",
    "day": "2026/11/22",
    "first": "2026-11",
    "app_label": "articles",
    "content_type_id": "1",
}


def routes(patterns=None, prefix="/"):
    """Yield the route of every pattern that the URL configuration holds, converters and expressions as written."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = prefix + str(pattern.pattern).removeprefix("^").removesuffix("$")
        if isinstance(pattern, URLPattern):
            yield route
        else:
            yield from routes(pattern.url_patterns, route)


def address(route, key):
    """Fill the variable parts of `route`, `key` where they name one thing."""
    filled = re.sub(r"\(\?P<(\w+)>[^)]*\)", lambda part: FILLED.get(part[1], key), route)
    filled = re.sub(r"<(?:\w+:)?(\w+)>", lambda part: FILLED.get(part[1], key), filled)
    return filled.replace("\\Z", "").replace("$", "")
