"""Whether an address from outside, such as `?next=`, is a page on which a log-in can end."""

import logging
from copy import copy
from http import HTTPStatus
from urllib.parse import unquote, urlsplit

from django.contrib.messages.storage import default_storage
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import transaction
from django.http import Http404, QueryDict
from django.urls import Resolver404, get_script_prefix, resolve

logger = logging.getLogger(__name__)


def opens(request, address):
    """Return whether the person of `request` may look at the page at `address`, a path with or without a query.

    The page's own view is called, as for a browser, since nothing else knows what the person may see. A log-in cannot
    end on a page that redirects, on a file, or on an address that takes nothing but a form.
    """
    try:
        parts = urlsplit(address)
        path = unquote(parts.path)
        match = resolve(path)
    except (ValueError, Resolver404):
        return False
    if parts.scheme or parts.netloc or not path.startswith(get_script_prefix()):
        return False
    asked = copy(request)
    asked._messages = default_storage(asked)  # messages that wait are shown on the page itself, and once
    asked.method, asked.path, asked.path_info, asked.resolver_match = "GET", path, path, match
    asked.GET, asked.POST = QueryDict(parts.query), QueryDict()
    asked.META = {**request.META, "REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": parts.query}
    try:
        with transaction.atomic():  # what fails in the page must not undo the log-in
            response = match.func(asked, *match.args, **match.kwargs)
    except (Http404, PermissionDenied, SuspiciousOperation):
        return False
    except Exception:
        logger.warning("A page on which a log-in was to end breaks; the log-in ends elsewhere.")
        return False
    return response.status_code == HTTPStatus.OK and response.get("Content-Type", "").startswith("text/html")
