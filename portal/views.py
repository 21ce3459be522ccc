import sys
from urllib.parse import quote

from django.conf import settings
from django.contrib.admin import site
from django.contrib.admin.views.decorators import staff_member_required
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import (
    Http404,
    HttpResponseBadRequest,
    HttpResponseForbidden,
    HttpResponseNotFound,
    HttpResponsePermanentRedirect,
    HttpResponseServerError,
)
from django.shortcuts import render
from django.template import loader
from django.views.decorators.http import require_safe

from articles.models import Article, Column, Topic
from editorial.typed_in import desk_at, typed_in
from notices.models import Kind
from operations.health.error_mail import ErrorMailHandler
from operations.health.numbers import number_of
from operations.outages.outage_page import answer_to
from web.freshness import changes_at

from . import authority_page, place_page
from .front_page import lay_out
from .styleguide import specimens

TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


@require_safe
def home(request):
    page = lay_out()
    changes_at(request, *page["changes"])
    return render(request, "portal/home.html", {"page": page, "is_front_page": True})


@require_safe
def place(request, slug):
    here = place_page.lay_out(slug)
    changes_at(request, *here["changes"])
    return render(request, "portal/place.html", {"here": here, "place": here["place"]})


@require_safe
def authority(request, slug):
    shown = authority_page.lay_out(slug)
    changes_at(request, *shown["changes"])
    return render(request, "portal/authority.html", {"shown": shown, "authority": shown["authority"]})


@require_safe
def about(request):
    return render(request, "portal/about.html")


@require_safe
def feed_list(request):
    """The page that lists the feeds, and how to follow one."""
    context = {
        "columns": Column.objects.all(),
        "topics": Topic.objects.public().running(),
        "kinds": Kind.objects.all(),
    }
    return render(request, "portal/feed_list.html", context)


@require_safe
def accessibility(request):
    return render(request, "portal/accessibility.html")


@require_safe
def media_elsewhere(request, name):
    """Where a picture lay before it was moved to another host: texts, feeds and people keep that address."""
    if settings.MEDIA_URL.startswith("/"):
        raise Http404  # they are there still, and served by the proxy
    return HttpResponsePermanentRedirect(settings.MEDIA_URL + quote(name))


@require_safe
def styleguide(request):
    """Every component of the public pages, for those who build them."""
    show = lambda request: render(request, "portal/styleguide.html", specimens())  # noqa: E731
    return show(request) if settings.DEBUG else staff_member_required(show)(request)


def bad_request(request, exception):
    """400: a request that cannot be read, or a form with more in it than Django accepts. Static, as 500 is."""
    return HttpResponseBadRequest(_static_page("400.html", request, is_too_much=isinstance(exception, TOO_MUCH)))


def forbidden(request, exception):
    """403: who has logged in and may not open this page. Static, as 500 is."""
    return HttpResponseForbidden(_static_page("403.html", request))


def page_not_found(request, exception):
    """404 with a search and the latest five articles, so that nobody is at a dead end."""
    latest = Article.objects.published().listed().newest_first()[:5]
    return HttpResponseNotFound(loader.render_to_string("404.html", {"latest": latest, "searches_here": True}, request))


def server_error(request):
    """500, or 503 if the database cannot do its work. Static, because a template might need what has just failed."""
    return answer_to(request, sys.exception()) or HttpResponseServerError(
        _static_page("500.html", request, is_told=ErrorMailHandler.is_telling())
    )


def _static_page(name, request, **context):
    elder = getattr(request, "elder", False)
    context |= {"newspaper": settings.NEWSPAPER, "number": number_of(request), "elder": elder}
    return loader.get_template(name).render(context)


def csrf_failure(request, reason=""):
    """403 for a form whose token is missing or stale; the typed text is given back to be copied."""
    match = request.resolver_match
    desk = desk_at(site, match.url_name) if match and match.app_name == "admin" else None
    return render(
        request, "403_csrf.html", {"typed": typed_in(request, desk), "number": number_of(request)}, status=403
    )
