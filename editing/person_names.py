"""What people are called at the desk."""

from django.utils.translation import gettext as _


def name_of(person):
    """Return the name of `person` as Chinese names are written, or the user name where there is none.

    None stands for the site, which acts by itself.
    """
    if person is None:
        return _("by itself")
    return f"{person.last_name}{person.first_name}" or person.get_username()
