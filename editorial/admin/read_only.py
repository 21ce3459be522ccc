"""What can be read in the admin and written nowhere in it."""


class ReadOnly:
    """Mixed into a ModelAdmin; who may look is asked as ever."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
