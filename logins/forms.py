"""The two forms that ask for a password: to log in, and to change it."""

from django.contrib.admin.forms import AdminAuthenticationForm, AdminPasswordChangeForm
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _, ngettext
from django.views.decorators.debug import sensitive_variables


def _please_wait(seconds):
    """Say how long to wait.

    The sentence does not say whose wrong passwords were too many. That would tell which accounts there are.
    """
    return ngettext(
        "Wrong passwords were tried too often, for this account or from this network. "
        "Please wait %(count)d second, then try again.",
        "Wrong passwords were tried too often, for this account or from this network. "
        "Please wait %(count)d seconds, then try again.",
        seconds,
    ) % {"count": seconds}


class LoginForm(AdminAuthenticationForm):
    def get_invalid_login_error(self):
        if not (wait := self.request.password_try.wait):
            return super().get_invalid_login_error()
        forgotten = _("If you have forgotten your password, ask a colleague of the group 管理员 for a new one.")
        return ValidationError([_please_wait(wait), forgotten], code="wait")


class OldPasswordForm(AdminPasswordChangeForm):
    """The form to change a password. Tries at the old password are slowed down like tries to log in.

    So a session that was left open is no way to try passwords faster.
    """

    def __init__(self, request, *args, **kwargs):
        self.request = request
        super().__init__(*args, **kwargs)

    @sensitive_variables()
    def clean_old_password(self):
        old_password = self.cleaned_data["old_password"]
        proved = authenticate(self.request, username=self.user.get_username(), password=old_password)
        tried = self.request.password_try
        if tried.wait:
            raise ValidationError(_please_wait(tried.wait), code="wait")
        if proved is None:
            raise ValidationError(self.error_messages["password_incorrect"], code="password_incorrect")
        tried.prove(self.user)
        return old_password
