"""Accounts, as 管理员 keep them: they give a person a group, never more power than a group has."""

from django.contrib import admin
from django.contrib.auth import get_user_model
from django.contrib.auth.admin import UserAdmin

from directory.editing import ProtectedDeletionMixin

User = get_user_model()
admin.site.unregister(User)


@admin.register(User)
class PersonAdmin(ProtectedDeletionMixin, UserAdmin):
    """Only a superuser makes, changes or deletes a superuser, or hands out single permissions."""

    list_display = ["username", "last_name", "first_name", "groups_shown", "is_active", "last_login"]
    list_filter = ["groups", "is_active"]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups")

    def get_readonly_fields(self, request, obj=None):
        readonly = super().get_readonly_fields(request, obj)
        return readonly if request.user.is_superuser else [*readonly, "is_superuser", "user_permissions"]

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and self._is_in_reach(request, obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and self._is_in_reach(request, obj)

    def _is_in_reach(self, request, person):
        return person is None or request.user.is_superuser or not person.is_superuser

    @admin.display(description=User._meta.get_field("groups").verbose_name)
    def groups_shown(self, person):
        return "、".join(group.name for group in person.groups.all())
