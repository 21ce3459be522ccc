"""A real Chromium against a real server: what the browser tests stand on."""

import os
import shutil
from functools import partial

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.test import Client
from django.test.testcases import LiveServerThread

from portal.testing import make_contributor, make_draft, make_place
from portal.tests.races import own_connections

from .windows import LONGEST

# Without these Chromium looks up its maker's hosts at every start.
ARGUMENTS = (
    "--no-sandbox --disable-gpu --disable-background-networking --disable-component-update --no-first-run".split()
)


@pytest.fixture(scope="session")
def chromium_path():
    """The Chromium named in CHROMIUM, else one without a desktop, which is a third faster, else one with it."""
    names = ("chromium-headless-shell", "chromium", "chromium-browser")
    if path := os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None):
        return path
    message = "no Chromium: install Debian's package chromium-headless-shell, or name one in CHROMIUM="
    if os.environ.get("CI") == "true":
        pytest.fail(message)
    return pytest.skip(message)


@pytest.fixture(scope="session")
def chromium(chromium_path):
    from playwright.sync_api import expect, sync_playwright

    # Playwright keeps an event loop in this thread, which Django takes for an asynchronous caller.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    expect.set_options(timeout=LONGEST)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path, args=ARGUMENTS)
        yield browser
        browser.close()


class Statics(StaticFilesHandler):
    """Static files from their sources: a window asks once for each, whatever day it is on this side."""

    def serve(self, request):
        response = super().serve(request)
        response["Cache-Control"] = "max-age=1000000000"  # seconds: some thirty years
        return response


class Server(LiveServerThread):
    """The running site; told to stop, it looks up at once and not after half a second."""

    def _create_server(self, **options):
        server = super()._create_server(**options)
        server.serve_forever = partial(server.serve_forever, poll_interval=0.01)  # seconds
        return server


@pytest.fixture
def site(transactional_db, settings, tmp_path):
    """The address of the running site with static files from their sources and the test's own pictures."""
    settings.ALLOWED_HOSTS = ["localhost"]
    with own_connections(tmp_path):
        thread = Server("localhost", Statics)
        thread.daemon = True
        thread.start()
        thread.is_ready.wait()
        if thread.error:
            raise thread.error
        settings.SITE_URL = f"http://localhost:{thread.port}"
        yield settings.SITE_URL
        thread.terminate()
        thread.join()


@pytest.fixture
def newsroom_site(newsroom_clock, site):
    """The address of the running site of the sample newsroom."""
    return site


@pytest.fixture
def open_page(chromium, site):
    """Return a function that opens a page of the site in a window of its own, and closes all of them at the end.

    Every error that a page reports, a refused script among them, fails the test, unless it
    holds one of the words in `open_page.expected`.
    """
    contexts, faults = [], []

    def open_page(path="/", width=1280, height=900, cookies=(), **options):
        context = chromium.new_context(viewport={"width": width, "height": height}, locale="zh-CN", **options)
        contexts.append(context)
        context.add_cookies(list(cookies))
        page = context.new_page()
        page.set_default_timeout(LONGEST)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
        page.goto(f"{site}{path}")
        return page

    open_page.expected = []
    yield open_page
    for context in contexts:
        context.close()
    unexpected = [fault for fault in faults if not any(words in fault for words in open_page.expected)]
    assert not unexpected, unexpected


@pytest.fixture
def log_in(open_page, site):
    """Return a function that opens the admin as somebody who has logged in, and returns the page."""

    def log_in(person, **options):
        client = Client()
        client.force_login(person)
        session = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site}
        return open_page("/admin/", cookies=[session], **options)

    return log_in


@pytest.fixture
def log_in_by_hand(open_page):
    """Return a function that types somebody's name and password, and returns the page."""

    def log_in(person, **options):
        page = open_page("/admin/", **options)
        page.fill("[name=username]", person.username)
        page.fill("[name=password]", "correct horse battery")
        page.click("[type=submit]")
        page.wait_for_url("**/admin/")
        return page

    return log_in


@pytest.fixture
def draft(reporter):
    """A reporter's draft, with people and a place at hand that may be chosen in its form."""
    make_contributor("林知夏")
    make_contributor("沈拾光")
    make_place("桃花新村")
    return make_draft(reporter, "候车亭换新")


@pytest.fixture
def change(site, draft):
    """The address of the draft's form."""
    return f"{site}/admin/articles/article/{draft.pk}/change/"
