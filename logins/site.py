"""The editors' desk, with our own forms where it asks for a password. Every log-in ends on a page that opens."""

from functools import partial
from http import HTTPStatus

from django.contrib.auth.views import PasswordChangeView
from django.urls import reverse

from editorial.site import NewsroomAdminSite

from .forms import LoginForm, OldPasswordForm
from .landing import opens


class PacedAdminSite(NewsroomAdminSite):
    login_form = LoginForm

    def login(self, request, extra_context=None):
        return self._landed(request, super().login(request, extra_context))

    def logout(self, request, extra_context=None):
        return self._landed(request, super().logout(request, extra_context))

    def _landed(self, request, response):
        """Return `response`, led to the first page of the desk where it would lead to a page that does not open.

        The person may not see that page, or it does not exist, whatever `next` says.
        """
        index = reverse(f"{self.name}:index")
        if response.status_code == HTTPStatus.FOUND and response.url != index and not opens(request, response.url):
            response["Location"] = index
        return response

    def password_change(self, request, extra_context=None):
        """Do as Django's own view, but with a form of our own, which is given the request."""
        request.current_app = self.name
        view = PasswordChangeView.as_view(
            form_class=partial(OldPasswordForm, request),
            success_url=reverse(f"{self.name}:password_change_done"),
            extra_context={**self.each_context(request), **(extra_context or {})},
        )
        return view(request)
