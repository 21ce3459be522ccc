"""What axe finds on a page."""

from axe_playwright_python.base import AXE_SCRIPT

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# No style sheet is fetched once more for axe: the one rule that reads them is an experiment and runs nowhere.
HOW = {"resultTypes": ["violations"], "preload": {"assets": ["media"]}}
EVERYTHING = {"runOnly": {"type": "tag", "values": TAGS}, **HOW}
# The rules that ask for colours; by nothing else does a dark page differ from a light one.
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}, **HOW}


def violations(page, *, in_the_dark=False):
    """Return a line for every fault on `page`, once all of it has come: without style sheets it has no colours."""
    page.wait_for_load_state()
    page.evaluate(AXE_SCRIPT)
    found = _found(page, EVERYTHING)
    if in_the_dark:
        page.emulate_media(color_scheme="dark")
        found += [f"dark: {fault}" for fault in _found(page, COLOURS)]
        page.emulate_media(color_scheme="light")
    return found


def _found(page, asked):
    found = page.evaluate("asked => axe.run(asked).then((results) => results.violations)", asked)
    return [
        f"{violation['id']}: {node['html'][:160]} {node['failureSummary'][:200]}"
        for violation in found
        for node in violation["nodes"]
    ]
