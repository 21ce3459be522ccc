"""Addresses that are keys: a row's primary key, signed, so that nobody can guess another from the one they have."""

from django.conf import settings
from django.core import signing
from django.db import models
from django.urls import reverse


def signer_of(model):
    """The signer of `model`'s links. A full stop: programs that make an address clickable may end it at a colon."""
    return signing.Signer(salt=model.LINK_SALT, sep=".")


class SignedLinkQuerySet(models.QuerySet):
    def by_token(self, token):
        """The row that `token` names, whether its door is open or not; none where the signature is not ours."""
        try:
            return self.filter(pk=int(signer_of(self.model).unsign(token)))
        except (signing.BadSignature, ValueError):
            return self.none()


class SignedLink(models.Model):
    """A row that somebody outside the newsroom is sent a link to; a subclass names its salt and its view.

    It has no `get_absolute_url`: Django and others hand that out to whoever asks for any object.
    """

    LINK_SALT = ""
    LINK_VIEW = ""

    class Meta:
        abstract = True

    @property
    def token(self):
        """What stands in the address."""
        return signer_of(type(self)).sign(str(self.pk))

    @property
    def key_path(self):
        """The path that opens it, in the edition that is being read: for its holder, and for who may hand it out."""
        return reverse(self.LINK_VIEW, args=[self.token])

    @property
    def address(self):
        """The whole address, to be sent to somebody."""
        return f"{settings.SITE_URL}{self.key_path}"
