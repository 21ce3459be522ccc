"""The editors' handbook as a page of the desk: one file of Markdown, which people also read where the source lies.

It uses little of Markdown, and no more is read: headings, paragraphs, lists, bold, pictures, links.
"""

import re
from dataclasses import dataclass, field

from django.conf import settings
from django.contrib.admin import AdminSite
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

FILE = settings.BASE_DIR / "docs" / "editors-handbook.zh-Hans.md"
PICTURES = FILE.parent / "handbook"
RUN = re.compile(
    r"\*\*(?P<bold>[^*]+)\*\*"
    r"|!\[(?P<alt>[^\[\]]*)\]\(handbook/(?P<picture>[^()]+)\)"
    r"|\[(?P<link>[^\[\]]+)\]\([^()]+\)"
)
BEGINS = re.compile(r"(?P<heading>#{1,3}) |(?P<bullets>- )|(?P<numbers>[0-9]+\. )")


@dataclass
class HandbookBlock:
    """A heading, a paragraph or a list. Each of its `lines` is a list of runs: (how it is set, text, picture)."""

    kind: str
    lines: list[list[tuple[str, str, str]]] = field(default_factory=list)
    section: int = 0  # the number of a heading of the second level


def show_handbook(admin_site: AdminSite, request: HttpRequest) -> HttpResponse:
    blocks = list(blocks_in(FILE.read_text(encoding="utf-8")))
    context = {
        **admin_site.each_context(request),
        "title": _("Editors' handbook"),
        "is_nav_sidebar_enabled": False,
        "blocks": [block for block in blocks if block.kind != "h1"],
        "sections": [block for block in blocks if block.section],
    }
    return TemplateResponse(request, "admin/editorial/handbook.html", context)


def show_picture(request: HttpRequest, name: str) -> FileResponse:
    path = next((path for path in PICTURES.glob("*.jpg") if path.name == name), None)
    if path is None:
        raise Http404
    return FileResponse(path.open("rb"), content_type="image/jpeg")


def blocks_in(text):
    """Yield the blocks of `text`. A line that begins with nothing special goes on with the one before it."""
    block, sections = None, 0
    for line in [*text.splitlines(), ""]:
        begins = BEGINS.match(line)
        kind = _kind(begins) if begins else "p"
        words = line[begins.end() :] if begins else line.strip()
        if block and (not line or (begins and kind != block.kind) or block.kind in {"h1", "h2", "h3"}):
            yield block
            block = None
        if not words:
            continue
        if block is None:
            sections += kind == "h2"
            block = HandbookBlock(kind, [], sections if kind == "h2" else 0)
        if begins or not block.lines:
            block.lines.append([])
        block.lines[-1] += _runs(words)


def _kind(begins):
    return f"h{len(begins['heading'])}" if begins["heading"] else "ul" if begins["bullets"] else "ol"


def _runs(words):
    runs, at = [], 0
    for met in RUN.finditer(words):
        runs.append(("plain", words[at : met.start()], ""))
        at = met.end()
        if met["picture"]:
            runs.append(("picture", met["alt"], met["picture"]))
        else:
            runs.append(("bold", met["bold"], "") if met["bold"] else ("plain", met["link"], ""))
    return [run for run in [*runs, ("plain", words[at:], "")] if run[1]]
