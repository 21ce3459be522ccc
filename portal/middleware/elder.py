"""The elder edition 长者版: the same site under `/elder/`, without a cookie."""

from django.http import Http404, HttpResponsePermanentRedirect
from django.urls import get_script_prefix, set_script_prefix

from web.templatetags.editions import is_mirrored

PREFIX = "/elder"


class ElderEditionMiddleware:
    """Serve `/elder/<path>` with the view of `/<path>`, with `request.elder` true.

    The prefix becomes part of the script name. So every address that Django reverses stays inside the edition, as
    it would for a site that is mounted below a folder.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.path_info == PREFIX:
            return HttpResponsePermanentRedirect(f"{request.path}/")
        request.elder = request.path_info.startswith(f"{PREFIX}/")
        if not request.elder:
            return self.get_response(request)
        outer = get_script_prefix()
        request.path_info = request.path_info.removeprefix(PREFIX)
        set_script_prefix(f"{outer.rstrip('/')}{PREFIX}/")
        try:
            return self.get_response(request)
        finally:
            set_script_prefix(outer)

    def process_view(self, request, view_func, view_args, view_kwargs):
        if request.elder and not is_mirrored(request.path_info):
            raise Http404
