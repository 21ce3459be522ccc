from django.contrib import admin

from editorial.admin import EditorialAdmin, PartInline

from .models import Bulletin, Line


class LineInline(PartInline):
    model = Line


@admin.register(Bulletin)
class BulletinAdmin(EditorialAdmin):
    fields = ["title", "text", "picture", "publish_at"]
    inlines = [LineInline]
    list_display = ["title", "status_word"]
    public_template = "bulletins/bulletin_detail.html"

    def public_context(self, item):
        return {"bulletin": item}
