"""The Nu HTML Checker finds nothing on any public page, in either edition."""

import json
import os
import shutil
import subprocess

import pytest

from portal.testing import make_person
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


def test_every_public_page_is_valid_html(validator, newsroom, client, settings, tmp_path):
    folder = tmp_path / "pages"
    folder.mkdir()
    # The style guide, which is shown to developers alone, comes last: DEBUG makes every template be read anew.
    for name, path in sorted(public_pages.paths().items(), key=lambda named: named[0] == "styleguide"):
        settings.DEBUG = name == "styleguide"
        for edition in ("", "/elder"):
            page = folder / f"{name.replace(' ', '-')}{edition.replace('/', '-')}.html"
            page.write_bytes(client.get(edition + path).content)
    settings.DEBUG, settings.PRIVATE_ROOT = False, tmp_path / "private"
    for state, code in in_all_states(make_person("a reporter", "记者")).items():
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
