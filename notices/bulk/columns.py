"""The columns of a sheet. Their heads are part of the format, so they are written in Chinese here as in the file."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

MOST_COLUMNS = 64  # columns that are read; a table of notices has no more
EXAMPLE_MARK = "（示例）"  # before the headlines of the example; no notice is ever made of such a row


@dataclass(frozen=True)
class SheetColumn:
    """One column: the field of a notice that it fills, its head, what may be typed, and the cells of the example.

    `width` is that of the example's column, in characters.
    """

    field: str
    head: str
    meaning: str
    examples: tuple[str, str]
    is_needed: bool = False
    width: int = 14


COLUMNS = (
    SheetColumn(
        "title",
        "标题",
        _("The headline, up to 80 characters."),
        (f"{EXAMPLE_MARK}桃花新村11月30日夜间计划停水", f"{EXAMPLE_MARK}禾西区12月5日检修停电"),
        is_needed=True,
        width=36,
    ),
    SheetColumn("kind", "种类", _("A kind of notice that there is, by its name."), ("停水", "停电"), is_needed=True),
    SheetColumn("level", "级别", _("一般, 重要 or 紧急; left empty, as usual for the kind."), ("一般", "重要")),
    SheetColumn(
        "authority",
        "发布单位",
        _("An authority of the directory, by its full or its short name."),
        ("青禾市自来水公司", "市供电公司"),
        is_needed=True,
        width=22,
    ),
    SheetColumn("document_number", "文号", _("As printed."), ("青水〔2026〕15号", ""), width=20),
    SheetColumn(
        "issued_on",
        "成文日期",
        _("The date under the document."),
        ("2026-11-25", "2026年11月27日"),
        is_needed=True,
        width=18,
    ),
    SheetColumn(
        "effective_from",
        "生效日期",
        _("The first day: 2026-11-30, 2026/11/30, 2026年11月30日 or 11月30日."),
        ("2026-11-30", "12月5日"),
        is_needed=True,
        width=18,
    ),
    SheetColumn(
        "effective_from_time",
        "生效时刻",
        _("22:00 or 22时30分; left empty, from the beginning of the day."),
        ("22:00", "8时30分"),
    ),
    SheetColumn(
        "effective_until",
        "截止日期",
        _("The last day; left empty, until further notice."),
        ("2026-12-01", "12月5日"),
        width=18,
    ),
    SheetColumn(
        "effective_until_time",
        "截止时刻",
        _("24:00 is the end of the day; left empty, the same."),
        ("6:00", "17时"),
    ),
    SheetColumn(
        "places",
        "地点",
        _("Names of places with 、 between them, with what they lie in where a name is not enough. Empty: the city."),
        ("桃花新村、梧桐街道 › 梧桐苑", "禾西区"),
        width=30,
    ),
    SheetColumn("who", "涉及谁", _("Who is concerned, up to 200 characters."), ("桃花新村1至8幢的住户", ""), width=30),
    SheetColumn(
        "what_to_do",
        "怎么办",
        _("What to do, one step a line, up to 500 characters."),
        ("提前储水。\n停水期间关好水龙头。", "用电梯的请提前出门。"),
        width=30,
    ),
    SheetColumn(
        "body",
        "正文",
        _("The text of the notice; every line becomes a paragraph."),
        ("因管网维修，桃花新村夜间停水。\n来水后请先放水一分钟。", "因线路检修，禾西区部分街道停电。"),
        width=40,
    ),
    SheetColumn(
        "hotline", "热线", _("A number of the directory, as a rule of the same authority."), ("5550130", "5550132")
    ),
)
BY_FIELD = {column.field: column for column in COLUMNS}
BY_HEAD = {column.head: column for column in COLUMNS}
