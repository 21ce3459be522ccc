"""Reading a page by its sections."""

import re


def section(page, name):
    """The part of `page` under the heading with this id, or nothing."""
    found = re.search(rf'<section[^>]* aria-labelledby="{name}">(.*?)</section>', page, re.DOTALL)
    return found[1] if found else ""


def headlines(part):
    """The words of the links that are headings of the third level."""
    links = re.findall(r"<h3[^>]*><a [^>]*>(.*?)</a></h3>", part)
    return [re.sub("<[^>]+>", "", link) for link in links]
