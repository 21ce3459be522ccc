"""Models that are read in the admin, and written nowhere in it."""


class ReadOnly:
    """Mixed into a ModelAdmin: nobody adds, changes or deletes. The permission to view is checked as usual."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
