"""The desk works from Chrome 109 on, the last for Windows 7: nothing in it needs a newer browser.

The linter knows most of what sheets may not use (`biome.jsonc`), and nothing of scripts.
"""

import re

import pytest
from django.conf import settings
from playwright.sync_api import expect

from .clipboard import body_of, coded, paste_html, picture
from .item_form import crash, kept_in, open_form, save, write

STATIC = settings.BASE_DIR / "static"
# What Chrome 109 does not have, by the object that has it.
NEWER = {
    "Array": "fromAsync",
    "Array.prototype": "toReversed toSorted toSpliced with",
    "Uint8Array.prototype": "toSorted toReversed with toBase64 toHex",
    "Map": "groupBy",
    "Object": "groupBy",
    "Promise": "try withResolvers",
    "RegExp": "escape",
    "Set.prototype": "difference intersection isDisjointFrom isSubsetOf isSupersetOf symmetricDifference union",
    "String.prototype": "isWellFormed toWellFormed",
    "URL": "canParse parse",
    "URLSearchParams.prototype": "size",
    "AbortSignal": "any",
    "Document": "parseHTMLUnsafe",
    "Document.prototype": "startViewTransition caretPositionFromPoint",
    "Element.prototype": "getHTML moveBefore setHTMLUnsafe",
    "HTMLElement.prototype": "hidePopover showPopover togglePopover popover",
    "Iterator.prototype": "drop every filter find flatMap forEach map reduce some take toArray",
    "Response.prototype": "bytes",
}
FORGET = "".join(
    f"if ('{owner.split('.')[0]}' in window) delete {owner}.{name};\n"
    for owner, names in NEWER.items()
    for name in names.split()
)
# Names that older objects have as well say nothing by themselves.
AMBIGUOUS = set(
    "with size any try parse drop every filter find flatMap forEach map reduce some take bytes popover".split()
)


def calls():
    """Yield a pattern for every newer function, as a script would call it."""
    for owner, names in NEWER.items():
        for name in names.split():
            if not owner.endswith(".prototype"):
                yield rf"\b{owner}\.{name}\("
            elif name not in AMBIGUOUS:
                yield rf"\.{name}\("


@pytest.mark.parametrize("path", sorted(STATIC.rglob("*.js")), ids=lambda path: path.name)
def test_no_script_calls_what_older_browsers_do_not_have(path):
    script = path.read_text()
    assert not [met[0] for pattern in calls() for met in re.finditer(pattern, script)]


@pytest.mark.parametrize("path", sorted((STATIC / "css/admin").glob("*.css")), ids=lambda path: path.name)
def test_no_sheet_of_the_desk_holds_rules_in_rules_or_mixes_colours(path):
    sheet = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL)
    assert "color-mix(" not in sheet
    open_rules = []
    for opening, closing in re.findall(r"([^{};]*\{)|(\})", sheet):
        if closing:
            open_rules.pop()
        else:
            assert all(rule.startswith("@") for rule in open_rules), opening
            open_rules.append(opening.strip())


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_a_paste_a_restored_text_and_a_save_need_no_newer_browser(change, log_in, reporter, draft):
    desk = log_in(reporter)
    desk.context.add_init_script(FORGET)
    lost = open_form(desk, change)
    assert lost.evaluate("typeof URL.canParse") == "undefined"
    write(lost, "昨晚写的。")
    crash(lost, "昨晚写的。")
    page = open_form(desk, change)
    page.click("button:text-is('恢复')")
    expect(body_of(page)).to_contain_text("昨晚写的。")
    foreign, own = "https://elsewhere.example/a.jpg", f"data:image/png;base64,{coded(picture(900))}"
    paste_html(page, f"<p>灯亮了。</p><p><img src='{foreign}'></p><p><img src='{own}'></p><p>第二段。</p>")
    expect(body_of(page).locator("img[src*='/photos/']")).to_be_visible()
    save(page)
    draft.refresh_from_db()
    assert all(words in draft.body for words in ("昨晚写的", "灯亮了", "第二段", "/photos/"))
    assert not kept_in(page)
