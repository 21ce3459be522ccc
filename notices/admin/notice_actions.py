"""The table of what can be done with a notice, or with many, besides what can be done with everything published."""

from django.contrib.admin import ModelAdmin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from editing.desk_actions import ABOVE_LIST, BOTH, LIST, WRITE, DeskAction, whoever, whoever_may_add

from ..models import Notice
from . import bulk_entry, chain, comments

CHAIN, COMMENTS = "chain", "comments"  # the panels above the form in which buttons stand


def _follows(admin: ModelAdmin, request: HttpRequest, notice: Notice) -> bool:
    return notice.follows_id is not None


def _follows_none(admin: ModelAdmin, request: HttpRequest, notice: Notice) -> bool:
    return notice.follows_id is None


NOTICE_ACTIONS = (
    DeskAction("follow", chain.follow, path="follow/<slug:relation>/", methods=WRITE, may=whoever_may_add),
    DeskAction("chain", chain.join, methods=BOTH, may=whoever(chain.may_change_chain),
               word=_("Put behind another notice"), place=CHAIN, suits=_follows_none),
    DeskAction("leave", chain.leave, path="chain/leave/", methods=WRITE, may=whoever(chain.may_change_chain),
               locks=True, word=_("Take it off the chain"), place=CHAIN, suits=_follows),
    DeskAction("open_comments", comments.open_comments, path="comments/", methods=WRITE, may=comments.whoever_may_open,
               locks=True, word=_("Open a desk for the comments on this"), place=COMMENTS),
    DeskAction("bulk", bulk_entry.send_sheet, about=(LIST,), methods=BOTH, may=whoever_may_add,
               word=_("Enter from a spreadsheet"), place=ABOVE_LIST),
    DeskAction("bulk_template", bulk_entry.template, path="bulk/template.<str:ending>", about=(LIST,),
               may=whoever_may_add),
    DeskAction("bulk_sheet", bulk_entry.look_at_sheet, path="bulk/<int:pk>/", about=(LIST,), methods=BOTH,
               may=whoever_may_add),
)  # fmt: skip
