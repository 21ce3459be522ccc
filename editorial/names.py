"""What people are called at the desk."""


def name_of(person):
    """Return the name of `person` as Chinese names are written, or the user name where there is none."""
    return f"{person.last_name}{person.first_name}" or person.get_username()
