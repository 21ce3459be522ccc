"""Addresses that are keys. Each holds a row's primary key and a signature, so nobody can guess another one."""

from django.conf import settings
from django.core import signing
from django.db import models
from django.urls import reverse


def signer_of(model):
    """Return the signer of `model`'s links.

    It separates with a full stop, since programs that make an address clickable may end it at a colon.
    """
    return signing.Signer(salt=model.LINK_SALT, sep=".")


class SignedLinkQuerySet(models.QuerySet):
    def by_token(self, token):
        """Return a queryset of the row that `token` names, with an open or a closed link.

        It is empty where the signature is not ours.
        """
        try:
            return self.filter(pk=int(signer_of(self.model).unsign(token)))
        except (signing.BadSignature, ValueError):
            return self.none()


class SignedLink(models.Model):
    """A row that somebody outside the newsroom is sent a link to. A subclass names LINK_SALT and LINK_VIEW.

    It has no `get_absolute_url`: Django and packages give that address to whoever asks for any object.
    """

    LINK_SALT = ""
    LINK_VIEW = ""

    class Meta:
        abstract = True

    @property
    def token(self):
        """The signed primary key, as it is written in the address."""
        return signer_of(type(self)).sign(str(self.pk))

    @property
    def key_path(self):
        """The path that opens the row, in the edition that is being read.

        It is shown to its holder, and to those who may hand it out.
        """
        return reverse(self.LINK_VIEW, args=[self.token])

    @property
    def address(self):
        """The whole address, to be sent to somebody."""
        return f"{settings.SITE_URL}{self.key_path}"
