"""Accounts, as 管理员 keep them. They give others a group, and so never more power than a group has."""

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.contrib.auth import get_user_model
from django.contrib.auth.admin import UserAdmin
from django.core.exceptions import PermissionDenied

from editing.protected_deletion import ProtectedDeletionMixin

from ..rules import FINAL_REVIEW

User = get_user_model()
admin.site.unregister(User)


@admin.register(User)
class PersonAdmin(ProtectedDeletionMixin, UserAdmin):
    """Only a superuser makes, changes or deletes a superuser, or hands out single permissions.

    A keeper cannot choose their own groups, nor get into the account of a final reviewer: only a superuser changes the
    password and the groups of such an account.
    """

    list_display = ["username", "last_name", "first_name", "groups_shown", "is_active", "last_login"]
    list_filter = ["groups", "is_active"]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups")

    def get_readonly_fields(self, request, obj=None):
        readonly = super().get_readonly_fields(request, obj)
        if request.user.is_superuser:
            return readonly
        groups = ["groups"] if obj and (obj == request.user or self._is_guarded(request, obj)) else []
        return [*readonly, "is_superuser", "user_permissions", *groups]

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        if not self._is_guarded(request, obj):
            return fieldsets
        return [
            (name, {**options, "fields": [field for field in options["fields"] if field != "password"]})
            for name, options in fieldsets
        ]

    def user_change_password(self, request, id, form_url=""):  # noqa: A002  (Django passes it by this name)
        if self._is_guarded(request, self.get_object(request, unquote(id))):
            raise PermissionDenied
        return super().user_change_password(request, id, form_url)

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and self._is_in_reach(request, obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and self._is_in_reach(request, obj)

    def _is_in_reach(self, request, person):
        return person is None or request.user.is_superuser or not person.is_superuser

    def _is_guarded(self, request, person):
        """Whether the asker is no superuser, and `person` may do the final review.

        A person who could do it if the account were active counts too.
        """
        if person is None or request.user.is_superuser:
            return False
        backend = "django.contrib.auth.backends.ModelBackend"
        return User.objects.with_perm(FINAL_REVIEW, is_active=None, backend=backend).filter(pk=person.pk).exists()

    @admin.display(description=User._meta.get_field("groups").verbose_name)
    def groups_shown(self, person):
        return "、".join(group.name for group in person.groups.all())
