"""Texts that make whoever reads them work hard: each by its name, made as long as is asked."""


def run(piece, beginning="", end=""):
    return lambda size: beginning + piece * (size // len(piece)) + end


def counted(piece, between=""):
    """The `piece` again and again, with another number in each."""
    return lambda size: between.join(piece.format(number) for number in range(size // (len(piece) + 2)))


PLAIN = {
    "spaces": run(" ", "字", "字"),
    "wide spaces": run("\u3000", "字", "字"),
    "spaces that nobody sees": run("\u200b", "字", "字"),
    "lines": run("\n", "字", "字"),
    "short lines": run("字\n"),
    "one word": run("a"),
    "one sentence without an end": run("我们"),
    "full stops": run("。"),
    "half-width marks": run("字,"),
    "digits": run("1", end="x"),
    "digits apart": run("1 "),
    "digits with dashes": run("1-", end="x"),
    "telephone numbers": run("13800001111，"),
    "wide digits": run("１"),
    "days": run("1月1日（周一），"),
    "house numbers": run("1栋"),
    "opening quotes": run("“"),
    "closing quotes": run("”"),
    "quotes opened in each line": run("“字\n"),
    "apart quotes": run("“ "),
    "brackets": run("（《"),
    "brackets after one another": run("（）》"),
    "angles": run("<"),
    "ampersands": run("&amp"),
    "addresses": run("http://a."),
    "dots": run("a.", end="!"),
    "accents out of order": lambda size: "e" + "\u0301" * (size // 2) + "\u0316" * (size // 2),
    "people joined": run("\U0001f468\u200d\U0001f469\u200d"),
    "characters of all sorts": lambda size: "".join(chr(0x4E00 + 7 * place % 20_000) for place in range(size)) + "字",
    "numbers of all sorts": counted("{}，"),
    "a report": run("本报讯（记者 林知夏）“电梯”昨日启用，3栋的住户说：好。\n"),
}
OPEN_BOLD = "<p>" + "".join(f"<b a={number}>" for number in range(200))
HTML = {
    "quotations in one another": run("<blockquote>", end="字"),
    "empty quotations in one another": lambda size: "<blockquote>" * (size // 25) + "</blockquote>" * (size // 25),
    "lists in one another": run("<ul><li>字"),
    "tables in one another": run("<table><tr><td>字"),
    "links in cells in one another": run("<a><table><td>", end="字"),
    "bold that is left open": lambda size: OPEN_BOLD[: size // 2] + "<p>字" * (size // 8),
    "bold and slanted crosswise": run("<b><i>字</b></i>"),
    "paragraphs": run("<p>字</p>\n"),
    "empty paragraphs": run("<p>&nbsp;</p> "),
    "paragraphs with nothing but bold": run("<p><strong></strong></p>"),
    "paragraphs that are left open": run("<p>字"),
    "cells without words": run("<td> </td>", "<table><tr>", "<td>字"),
    "spaces between tags": lambda size: f"<p>字{' ' * size}</p>{' ' * size}<p>字</p>",
    "a tag without an end": run('a="b" ', "<p "),
    "tags without an end": run("<p "),
    "links without an address": run("<a>"),
    "pictures from elsewhere": run("<img alt=x src=//a.example/x.png>"),
    "pictures of the library": run('<strong><img src="/media/photos/0123456789abcdef01234567-960.webp">'),
    "comments": run("<!--"),
    "comments that end": run("<!-- <p> -->"),
    "declarations": run("<![CDATA[<p>"),
    "end tags": run("</p></b></table>"),
    "drawings": run("<svg><desc><p>"),
    "scripts": run("<script>1</script>"),
    "styles without an end": run("<style>"),
    "unknown tags": run("<x:y>"),
    "names of attributes": lambda size: f"<a {counted('q{} ')(size)}>字</a>",
    "tags that need no end": run("<dt>字<dd>字"),
    "subheads": run("<h2>字</h2>"),
    "links": run('<a href="/notices/1/#section-1">字</a>'),
}
HTML |= {name: (lambda size, made_of=made_of: f"<p>{made_of(size)}</p>") for name, made_of in PLAIN.items()}


def both(old, new):
    """Two texts of half the size each."""
    return lambda size: (old(size // 2), new(size // 2))


# Two versions of one text.
PAIRS = {
    "every other word": both(counted("甲{}乙"), counted("甲{}丙")),
    "every other line": both(counted("{}的\n"), lambda size: counted("{}的\n")(size).replace("1的", "的")),
    "every other character": lambda size: (
        "".join(chr(0x4E00 + place) + "。" for place in range(size // 4)),
        "".join(chr(0x4E00 + place) + "，" for place in range(size // 4)),
    ),
    "crosswise marks": both(run("，。"), run("。，")),
    "lines in another order": lambda size: (
        text := counted("{}字\n")(size // 2),
        "\n".join(reversed(text.split("\n"))),
    ),
    "lines of one character": both(run("的\n"), run("的\n了\n")),
    "nothing in common": both(counted("甲{}"), counted("乙{}")),
    **{name: both(made_of, run("字\n")) for name, made_of in PLAIN.items()},
}
