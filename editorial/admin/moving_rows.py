"""Rows of a form that change places."""


class MovingRows:
    """Mixed into the admin of whatever has rows of which no two may be alike.

    Two rows that take each other's place would collide on the way. So changed rows are deleted first, and then written
    anew.
    """

    def save_formset(self, request, form, formset, change):
        changed = [row.instance.pk for row in formset.initial_forms if row.has_changed()]
        formset.model._base_manager.filter(pk__in=changed).delete()
        super().save_formset(request, form, formset, change)
