"""Style sheet and markup become one: WeChat keeps styles that stand in the tags, and nothing else of a sheet."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import css_inline
import nh3
from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from .accepted import ATTRIBUTES, PROPERTIES, TAGS

PALETTE = settings.BASE_DIR / "static" / "css" / "palette.css"
SHEET = Path(__file__).with_name("styles.css")


@cache
def _sheet() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in (PALETTE, SHEET))


def with_styles(html: str) -> str:
    """Return `html` with the styles written into its tags, and the colours of the palette into the styles."""
    inliner = css_inline.CSSInliner(load_remote_stylesheets=False, resolve_css_variables=True)
    return inliner.inline_fragment(html, _sheet())


def as_kept(html: str, pictures: Mapping[str, str]) -> SafeString:
    """Return what WeChat keeps of `html`. Each picture, which is there by its name in `pictures`, gets its address."""

    def attribute(tag: str, name: str, value: str) -> str | None:
        return pictures.get(value) if (tag, name) == ("img", "src") else value

    kept = nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        attribute_filter=attribute,
        filter_style_properties=PROPERTIES,
        url_schemes={"https", "http", "data"},  # `data` for pictures of ours: links were chosen by their hosts
        link_rel=None,
    )
    return mark_safe(kept)  # noqa: S308  (nh3 made it)
