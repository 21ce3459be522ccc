"""A picture of the library, in every size that a reader's screen may want."""

from django import template

register = template.Library()

# What share of the page a picture takes; static/css/layout.css has the grid.
SIZES = {
    "lead": "(min-width: 76rem) 47rem, (min-width: 48rem) 65vw, 100vw",
    "text": "(min-width: 48rem) 40rem, 100vw",
    "half": "(min-width: 76rem) 35rem, (min-width: 48rem) 48vw, 100vw",
    "third": "(min-width: 76rem) 22rem, (min-width: 48rem) 32vw, 100vw",
    "small": "(min-width: 48rem) 12rem, 8rem",
}


@register.inclusion_tag("components/_picture.html")
def picture(photo, place="text", loading="lazy", alt=None):
    """Show `photo` at the size of `place`, a key of SIZES.

    `loading="eager"` is for the picture that the page opens with, which is fetched first. An empty `alt` is for a
    picture whose link or caption says the same.
    """
    return {
        "photo": photo,
        "sizes": SIZES[place],
        "loading": loading,
        "alt": photo.alt_text if alt is None else alt,
    }
