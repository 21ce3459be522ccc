"""The Nu HTML Checker finds nothing on any public page, in either edition."""

import json
import os
import shutil
import subprocess
from io import StringIO

import pytest
from django.core.management import call_command

from portal.tests import public_pages
from questions.tests.following import PROGRESS, follow, in_all_states

VALIDATOR = os.environ.get("VNU_JAR", "")


@pytest.fixture
def validator():
    if shutil.which("java") and os.path.exists(VALIDATOR):
        return ["java", "-Xss1m", "-jar", VALIDATOR, "--format", "json", "--exit-zero-always"]
    message = "no HTML validator: it needs java, and VNU_JAR= naming vnu.jar (npm: vnu-jar)"
    if os.environ.get("CI") == "true":
        pytest.fail(message)
    return pytest.skip(message)


def test_every_public_page_is_valid_html(validator, client, reporter, settings, tmp_path):
    call_command("loadsample", stdout=StringIO())
    folder = tmp_path / "pages"
    folder.mkdir()
    for name, path in public_pages.paths().items():
        settings.DEBUG = name == "styleguide"  # which is shown to developers alone
        for edition in ("", "/elder"):
            page = folder / f"{name.replace(' ', '-')}{edition.replace('/', '-')}.html"
            page.write_bytes(client.get(edition + path).content)
    for state, code in in_all_states(reporter).items():
        follow(client, code)
        for name, typed in {"read": None, "refused": {"text": "", "telephone": "x"}}.items():
            path = PROGRESS if typed is None else f"{PROGRESS}add/"
            response = client.get(path) if typed is None else client.post(path, typed)
            (folder / f"case-{state}-{name}.html").write_bytes(response.content)
    checked = subprocess.run([*validator, str(folder)], capture_output=True, text=True, check=True)  # noqa: S603
    messages = json.loads(checked.stderr)["messages"]
    found = [f"{m['url'].rpartition('/')[2]}:{m.get('lastLine')}: {m['message']}" for m in messages]
    assert len(list(folder.iterdir())) > 40
    assert not found, "\n".join(found[:40])
