"""Places, authorities and hotlines from the spreadsheets in which a newsroom or a city office keeps them."""

from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils.translation import gettext as _, gettext_lazy

from directory.models import Authority, Hotline, Place
from notices.bulk.columns import SheetColumn
from notices.bulk.known import Known
from notices.bulk.reading import BESIDE, read
from notices.bulk.typed import one_line

from .file_faults import in_words
from .rows import one_place, value_of

MOST_ROWS = 5000
SLUG = SheetColumn("slug", "网址", gettext_lazy("Left empty, it is made from the pinyin."), ("", ""))
SHEETS = {
    "places": (
        SheetColumn("name", "名称", "", ("桃花新村", ""), is_needed=True),
        SheetColumn("kind", "类型", "", ("小区", ""), is_needed=True),
        SheetColumn("parent", "上级", "", ("梧桐里社区", "")),
        SLUG,
    ),
    "authorities": (
        SheetColumn("name", "全称", "", ("青禾市自来水公司", ""), is_needed=True),
        SheetColumn("short_name", "简称", "", ("市自来水公司", "")),
        SheetColumn("kind", "类别", "", ("水电气暖", ""), is_needed=True),
        SheetColumn("address", "地址", "", ("青禾市丰禾路168号", "")),
        SheetColumn("place", "所在地", "", ("禾东区", "")),
        SLUG,
    ),
    "hotlines": (
        SheetColumn("authority", "单位", "", ("青禾市自来水公司", ""), is_needed=True),
        SheetColumn("number", "电话", "", ("5550130", ""), is_needed=True),
        SheetColumn("purpose", "用途", "", ("停水报修", ""), is_needed=True),
        SheetColumn("hours", "时间", "", ("24小时", "")),
    ),
}
# What a place may be called besides the words of the directory.
ALSO = {
    "区县": Place.Kind.DISTRICT,
    "县": Place.Kind.DISTRICT,
    "镇": Place.Kind.STREET,
    "乡": Place.Kind.STREET,
    "村": Place.Kind.COMMUNITY,
    "居委会": Place.Kind.COMMUNITY,
}


def make_from_sheets(rows, sheets):
    """Make the places, authorities and hotlines of `sheets` ({name of SHEETS: path}) by `rows`.

    What one sheet lacks would be missed by the next, so it ends after the first that has faults.
    """
    for name, make in (("places", _places), ("authorities", _authorities), ("hotlines", _hotlines)):
        if name in sheets and not rows.report.faults:
            make(rows, sheets[name].name, _read(rows.report, name, sheets[name]))


def read_sheet(name, path):
    """Return the Table in the sheet at `path`, one of SHEETS. Raises ValidationError where it cannot be read."""
    try:
        with path.open("rb") as opened:
            return read(File(opened), SHEETS[name], MOST_ROWS)
    except OSError as fault:
        raise ValidationError(_("It cannot be read: %s.") % in_words(fault)) from None


def _read(report, name, path):
    """Return [(line, cells)] of the sheet at `path`."""
    with report.at(path.name):
        table = read_sheet(name, path)
        report.advice += [f"{path.name}: {remark}" for remark in table.remarks]
        lines = [(row["line"], row["cells"]) for row in table.rows]
        needed = [column for column in SHEETS[name] if column.is_needed]
        return [(line, cells) for line, cells in lines if _is_whole(report, path.name, line, cells, needed)]
    return []


def _is_whole(report, file, line, cells, needed):
    """Whether `cells` has what is `needed` and nothing beside; what is wrong becomes a fault of the line."""
    lacking = [column.head for column in needed if column.field not in cells]
    with report.at(_("%(file)s line %(line)d") % {"file": file, "line": line}):
        if lacking:
            raise ValidationError(_("Missing: %s.") % "、".join(lacking))
        if BESIDE in cells:
            raise ValidationError(_("“%s” stands in a column without a head.") % cells[BESIDE])
        return True
    return False


def _places(rows, file, lines):
    by_kind = {kind: [] for kind in Place.Kind}
    for line, cells in lines:
        with _at(rows, "places", file, line):
            said = cells["kind"].strip()
            kind = ALSO.get(said) or _in_column("kind", value_of, Place._meta.get_field("kind"), said)
            by_kind[kind].append((line, cells))
    for kind, lines_of_kind in by_kind.items():
        if rows.report.faults:
            return
        known = Known()
        for line, cells in lines_of_kind:
            with _at(rows, "places", file, line):
                _make_place(rows, kind, cells, known)


def _make_place(rows, kind, cells, known):
    name = one_line(cells["name"])
    parent = _in_column("parent", one_place, known, cells["parent"]) if "parent" in cells else None
    if place := rows.found(Place, cells, {"name": name, "parent": parent}):
        rows.report.there(Place._meta.verbose_name, name, place.trail if place.name != name else "")
    else:
        rows.store(Place(name=name, kind=kind, parent=parent, slug=cells.get("slug", "")))


def _authorities(rows, file, lines):
    known = Known()
    for line, cells in lines:
        with _at(rows, "authorities", file, line):
            name = one_line(cells["name"])
            if authority := rows.found(Authority, cells, {"name": name}):
                rows.report.there(Authority._meta.verbose_name, name, authority.name if authority.name != name else "")
                continue
            kind = _in_column("kind", value_of, Authority._meta.get_field("kind"), cells["kind"])
            place = _in_column("place", one_place, known, cells["place"]) if "place" in cells else None
            texts = {field: one_line(cells.get(field, "")) for field in ("short_name", "address", "slug")}
            rows.store(Authority(name=name, kind=kind, place=place, **texts))


def _hotlines(rows, file, lines):
    known = Known()
    for order, (line, cells) in enumerate(lines, start=1):
        with _at(rows, "hotlines", file, line):
            authority = _in_column("authority", known.authority, cells["authority"])
            texts = {field: one_line(cells.get(field, "")) for field in ("purpose", "hours")}
            hotline = Hotline(authority=authority, number=cells["number"], order=order, **texts)
            hotline.clean_fields()
            if rows.found(Hotline, {}, {"authority": authority, "number": hotline.number}):
                rows.report.there(Hotline._meta.verbose_name, hotline)
            else:
                rows.store(hotline)


def _at(rows, name, file, line):
    """Return a context that takes what is wrong within as faults of the `line` of `file`."""
    heads = {column.field: column.head for column in SHEETS[name]}
    return rows.report.at(_("%(file)s line %(line)d") % {"file": file, "line": line}, heads)


def _in_column(field, understood, *arguments):
    try:
        return understood(*arguments)
    except ValidationError as fault:
        raise ValidationError({field: fault.messages}) from None
