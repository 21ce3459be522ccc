"""The editors' desk, with our own forms wherever it asks for a password."""

from functools import partial

from django.contrib.auth.views import PasswordChangeView
from django.urls import reverse

from editorial.site import NewsroomAdminSite

from .forms import LoginForm, OldPasswordForm


class PacedAdminSite(NewsroomAdminSite):
    login_form = LoginForm

    def password_change(self, request, extra_context=None):
        """As Django's own, but for the form, which is told of the request."""
        request.current_app = self.name
        view = PasswordChangeView.as_view(
            form_class=partial(OldPasswordForm, request),
            success_url=reverse(f"{self.name}:password_change_done"),
            extra_context={**self.each_context(request), **(extra_context or {})},
        )
        return view(request)
