"""What readers can find of this room: notices, including those that hold no longer."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from declarations.findable import findable
from editorial.findable import FindableItems

from .models import Kind, Notice
from .period import FOREVER


@findable
class FindableNotices(FindableItems):
    model = Notice
    kinds = {"notice": _("notices")}

    def told_by(self):
        return {Kind: (["name"], lambda kind: kind.notices.values_list("pk", flat=True))}

    def offer(self, notice):
        """Say also what is under an embargo. The index is asked of now alone, and not written anew when that ends."""
        return replace(
            super().offer(notice),
            has_period=True,
            begins=notice.begins,
            over=notice.over_in_truth if notice.over_in_truth < FOREVER else None,
            repealed=notice.taken_over_at if notice.is_repealed else None,
        )
