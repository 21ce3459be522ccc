"""The pictures that a citizen sent, shown to the members of the desk from the private storage."""

from ..views.pictures import handed_out


def show_picture(admin, request, case, picture, size):
    return handed_out(case.pictures, picture, size)
