"""The table of what can be done with an item, or with a proposed version of it, besides writing in its form."""

from django.contrib.admin import ModelAdmin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from editing.desk_actions import (
    ABOVE_LIST,
    BOTH,
    ITEM,
    LIST,
    PANEL,
    WRITE,
    DeskAction,
    Subject,
    never,
    whoever,
    whoever_may_add,
)

from .. import rules
from ..models import Publishable
from . import (
    bulk_actions,
    decisions,
    duplicating,
    preflight,
    presence,
    preview,
    preview_links,
    proposals,
    throwing_away,
    versions,
    wechat,
)
from .subjects import PROPOSAL, PROPOSAL_EVEN_CLOSED

LINK = Subject("<int:pk>/preview-links/<int:link>/", never, takes=("pk", "link"), find=preview_links.find_link)
EITHER = (ITEM, PROPOSAL)


def _is_to_be_live(admin: ModelAdmin, request: HttpRequest, item: Publishable) -> bool:
    return not item.is_live


def _has_no_proposal(admin: ModelAdmin, request: HttpRequest, item: Publishable) -> bool:
    return rules.may_propose(request.user, item) and item.open_proposal() is None


ITEM_ACTIONS = (
    DeskAction("decide", decisions.decide, path="decide/<slug:action>/", about=(ITEM, PROPOSAL_EVEN_CLOSED),
               methods=WRITE,
               selected=(bulk_actions.submit_selected, bulk_actions.pass_selected, bulk_actions.recall_selected)),
    DeskAction("compare", versions.compare_two),
    DeskAction("restore", versions.restore, path="versions/<int:number>/restore/", methods=WRITE,
               may=whoever(rules.may_edit), locks=True),
    DeskAction("propose", proposals.propose, methods=WRITE, may=whoever(rules.may_work_on),
               word=_("Propose another version"), place=PANEL, suits=_has_no_proposal),
    DeskAction("", proposals.show_proposal, path="", about=(PROPOSAL_EVEN_CLOSED,), methods=BOTH),
    DeskAction("catch_up", proposals.catch_up, path="catch-up/", about=(PROPOSAL,), methods=WRITE,
               may=whoever(rules.may_edit), locks=True),
    DeskAction("preflight", preflight.show_report, about=EITHER, word=_("Pre-flight report"), place=PANEL),
    DeskAction("override", preflight.override, path="preflight/override/", about=EITHER, methods=WRITE,
               may=whoever(rules.may_override)),
    DeskAction("presence", presence.note_presence, methods=WRITE),
    DeskAction("preview", preview.show_preview, word=_("Preview"), suits=_is_to_be_live, in_new_tab=True),
    DeskAction("preview_links", preview_links.show_links, path="preview-links/", methods=BOTH, locks=True,
               word=_("Preview links")),
    DeskAction("revoke_link", preview_links.revoke, path="revoke/", about=(LINK,), methods=WRITE,
               may=whoever(rules.may_revoke), locks=True),
    DeskAction("wechat", wechat.show_page, word=_("Copy for WeChat"), suits=wechat.is_not_withdrawn),
    DeskAction("wechat_piece", wechat.show_piece, path="wechat/piece/", may=wechat.is_not_withdrawn),
    DeskAction("wechat_file", wechat.send_file, path="wechat/files/<str:name>", may=wechat.is_not_withdrawn),
    DeskAction("wechat_take", wechat.take_copy, path="wechat/take/<slug:form>/", methods=WRITE,
               may=whoever(rules.may_take_copy)),
    DeskAction("throw_away", throwing_away.throw_away, path="throw-away/", methods=BOTH,
               may=whoever(rules.may_throw_away), locks=True, word=_("Throw the draft away")),
    DeskAction("thrown_away", throwing_away.show_thrown_away, path="thrown-away/", about=(LIST,), methods=BOTH,
               may=whoever_may_add, word=_("Thrown away"),
               place=ABOVE_LIST, suits=throwing_away.has_thrown_away),
    DeskAction("duplicate", duplicating.make_copy, methods=WRITE, may=whoever_may_add, word=_("Duplicate")),
)  # fmt: skip
