"""An item as a piece for WeChat: the page that shows it, its pictures, and the copy that one takes."""

from io import BytesIO
from zipfile import ZIP_STORED, ZipFile

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.decorators import csp_replace
from django.contrib.admin import ModelAdmin
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin

from .. import rules
from ..models import Noted, Publishable
from ..wechat import accepted
from ..wechat.pasting_advice import advice_on
from ..wechat.pictures import type_of
from ..wechat.piece import WeChatPiece
from .sentences import moment

# The piece has its styles in its tags and its pictures in its addresses. It may do nothing, and be shown by our page.
PIECE_POLICY = {
    "default-src": [NONE],
    "style-src": [UNSAFE_INLINE],
    "img-src": ["data:"],
    "base-uri": [NONE],
    "form-action": [NONE],
    "frame-ancestors": [SELF],
    "sandbox": ["allow-same-origin"],
}
DOCUMENT = "editorial/wechat/document.html"


def is_not_withdrawn(admin: ModelAdmin, request: HttpRequest, item: Publishable) -> bool:
    return not item.is_withdrawn


def show_page(admin: ModelAdmin, request: HttpRequest, item: Publishable) -> HttpResponse:
    """Show what will be pasted, what WeChat's editor asks for beside it, and what to know before."""
    context = {"title": _("Copy for WeChat"), "item": item, "accepted": accepted, "reason": _reason_against(item)}
    if not item.is_withdrawn:
        piece = WeChatPiece(item)
        context |= {"piece": piece, "advice": list(advice_on(piece))}
        context["may_take"] = rules.may_take_copy(request.user, item)
        context["last"] = item.own_entries().filter(action=Noted.WECHAT).select_related("actor").last()
    return admin.page(request, "admin/editorial/wechat.html", **context)


def show_piece(admin: ModelAdmin, request: HttpRequest, item: Publishable) -> HttpResponse:
    """Show the piece alone, as it is pasted. What is not public yet says so on top."""
    response = TemplateResponse(request, DOCUMENT, {"piece": WeChatPiece(item, forbidden=_reason_against(item))})
    return xframe_options_sameorigin(csp_replace(PIECE_POLICY)(lambda request: response))(request)


def send_file(admin: ModelAdmin, request: HttpRequest, item: Publishable, name: str) -> HttpResponse:
    """Send one of its pictures, or its cover."""
    try:
        content = WeChatPiece(item).file(name)
    except KeyError:
        raise Http404 from None
    return HttpResponse(content, content_type=type_of(name))


def take_copy(admin: ModelAdmin, request: HttpRequest, item: Publishable, form: str) -> HttpResponse:
    """Hand out the piece in one of FORMS, and put that on record."""
    if form not in FORMS:
        raise Http404
    response = FORMS[form](WeChatPiece(item), f"wechat-{admin.opts.model_name}-{item.pk}")
    item.note(Noted.WECHAT, request.user)
    return response


def _for_clipboard(piece: WeChatPiece, name: str) -> HttpResponse:
    return JsonResponse({"html": piece.with_data, "text": piece.text})


def _as_page(piece: WeChatPiece, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}.html"'}
    return HttpResponse(render_to_string(DOCUMENT, {"piece": piece}), headers=headers)


def _as_folder(piece: WeChatPiece, name: str) -> HttpResponse:
    folder = BytesIO()
    with ZipFile(folder, "w", ZIP_STORED) as archive:
        archive.writestr("article.html", render_to_string(DOCUMENT, {"piece": piece, "html": piece.with_files}))
        for file in piece.files:
            archive.writestr(file, piece.file(file))
    headers = {"Content-Disposition": f'attachment; filename="{name}.zip"'}
    return HttpResponse(folder.getvalue(), content_type="application/zip", headers=headers)


FORMS = {"clipboard": _for_clipboard, "page": _as_page, "folder": _as_folder}


def _reason_against(item: Publishable) -> str:
    """Return why nobody may pass `item` on, or an empty string."""
    if item.is_withdrawn:
        return _("This has been withdrawn: there is no copy for WeChat any more.")
    if item.is_scheduled:
        return _(
            "Approved, but not public before %(moment)s. Until then this is a preview and must not be passed on."
        ) % {"moment": moment(item.publish_at)}
    return "" if item.is_live else _("Not approved yet. This is a preview and must not be passed on.")
