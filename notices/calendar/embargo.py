"""What readers may not know yet: notices approved for a later moment, and what these will change."""

from functools import cached_property

from django.utils import timezone

from ..models import Notice


class Embargo:
    """What waits for its moment now. One query; one more for what will change, if anything waits."""

    @cached_property
    def next_publication(self):
        """The moment at which the next notice appears, or None."""
        return Notice.objects.scheduled().order_by("publish_at").values_list("publish_at", flat=True).first()

    @cached_property
    def known_overs(self):
        """{key: when the notice is over, as far as readers may know}.

        It holds the notices in chains that are going to change.
        """
        if not self.next_publication:
            return {}
        changing = Notice.objects.filter(embargo_until__gt=timezone.now())
        return {one.pk: one.over for one in changing.defer("body", "body_html")}
