"""What WeChat takes and what it throws away, so far as it is known (docs/decisions/what-wechat-takes.md)."""

# Characters. The page where one writes by hand takes longer titles than drafts that are sent by a program.
LONGEST_TITLE, LONGEST_TITLE_OF_DRAFTS = 64, 32
LONGEST_AUTHOR = 16
LONGEST_DIGEST = 120
MOST_CHARACTERS = 20_000  # of the text; it must have fewer

MOST_BYTES = 1024 * 1024  # of the markup, without its pictures
MOST_PICTURE_BYTES = 2 * 1024 * 1024
PICTURE_TYPES = {".jpg": "image/jpeg", ".png": "image/png"}  # of what it takes, those that a piece has

LINKED_HOSTS = {"mp.weixin.qq.com"}  # a link to any other is taken away
MOST_COLUMNS = 4  # of a table that can be read on a telephone; this is no rule of WeChat

TAGS = {
    "section", "p", "h2", "h3", "strong", "span", "sub", "sup", "br", "hr", "blockquote", "ul", "ol", "li", "a", "img",
    "table", "tbody", "tr", "th", "td",
}  # fmt: skip
ATTRIBUTES = {"*": {"style"}, "a": {"href"}, "img": {"src", "alt"}, "td": {"colspan", "rowspan"}, "th": {"colspan"}}
# What stands still in the text: no position, float, transform or animation.
PROPERTIES = {
    "background-color", "border", "border-collapse", "border-left", "border-top", "color", "display",
    "font-size", "font-weight", "height", "line-height", "margin", "padding", "text-align", "vertical-align", "width",
    "word-break",
}  # fmt: skip
