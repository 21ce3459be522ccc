"""Why a file cannot be read or written, in the words of whoever typed its path."""

from django.utils.translation import gettext as _


def in_words(fault):
    """Return what the OSError `fault` says."""
    match fault:
        case FileNotFoundError():
            return _("there is no such file or folder")
        case PermissionError():
            return _("this account may not do that")
        case IsADirectoryError():
            return _("this is a folder")
        case _other:
            return fault.strerror
