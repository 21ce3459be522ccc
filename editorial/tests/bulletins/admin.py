from django.contrib import admin, messages
from django.http import HttpResponseRedirect

from editing.desk_actions import WRITE, DeskAction, whoever
from editorial import rules
from editorial.admin import EditorialAdmin, PartInline
from editorial.status_words import status_word

from .models import Bulletin, Line


class LineInline(PartInline):
    model = Line


def _may_remind(user, bulletin):
    return bulletin.author_id != user.pk and rules.may_edit(user, bulletin)


def _remind(model_admin, request, bulletin):
    model_admin.message_user(request, f"已提醒《{bulletin}》的作者。", messages.SUCCESS)
    return HttpResponseRedirect(model_admin.url_of("change", bulletin.pk))


@admin.action(description="提醒所选快报的作者", permissions=["review"])
def remind_selected(model_admin, request, queryset):
    model_admin.message_user(request, f"已提醒 {queryset.count()} 位作者。", messages.SUCCESS)


# One row, which test_desk_actions.py follows to the address, the gate, the button and the list.
REMIND = DeskAction(
    "remind",
    _remind,
    methods=WRITE,
    may=whoever(_may_remind),
    word="提醒作者",
    template="bulletins/_remind.html",
    selected=(remind_selected,),
)


@admin.register(Bulletin)
class BulletinAdmin(EditorialAdmin):
    fields = ["title", "text", "picture", "publish_at"]
    inlines = [LineInline]
    list_display = ["title", status_word]
    public_template = "bulletins/bulletin_detail.html"
    desk_actions = (*EditorialAdmin.desk_actions, REMIND)

    def public_context(self, item):
        return {"bulletin": item}
