"""Rows of a form that change places."""


def make_way(formset):
    """Delete the rows of `formset` that are changed, so that saving it writes them anew.

    Of some rows no two may be alike. Two of these that take each other's place would collide on the way.
    """
    changed = [row.instance.pk for row in formset.initial_forms if row.has_changed()]
    formset.model._base_manager.filter(pk__in=changed).delete()
