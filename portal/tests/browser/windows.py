"""Windows that the desk opens beside itself, and that close by themselves."""

from playwright.sync_api import Error

# How long a state may take to come about, in milliseconds: on a busy machine all of it, on a quiet one next to nothing.
LONGEST = 60_000


def last_click(window, locator):
    """Click what closes its own window, which may be gone before the browser says that the click was made."""
    window.wait_for_load_state()  # before its script is there the click only follows a link
    try:
        locator.click()
    except Error:
        if not window.is_closed():
            raise
