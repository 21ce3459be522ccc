"""A style sheet that is made of parts goes out in one piece."""

import shutil
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.storage import FileSystemStorage

from portal.staticfiles import SHEETS, BundledStaticFilesStorage

STATIC = settings.BASE_DIR / "static"


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """The folder of static files after `collectstatic` has been there, with our own style sheets alone."""
    folder = tmp_path_factory.mktemp("static")
    shutil.copytree(STATIC / "css", folder / "css")
    source = FileSystemStorage(location=STATIC)
    names = [sheet.relative_to(STATIC).as_posix() for sheet in STATIC.rglob("css/**/*.css")]
    storage = BundledStaticFilesStorage(location=folder, base_url="/static/")
    done = list(storage.post_process({name: (source, name) for name in names}))
    assert [outcome for _name, _hashed, outcome in done if isinstance(outcome, Exception)] == []
    return {name: (folder / name).read_text() for name in names} | {
        name: Path(storage.path(storage.hashed_files[storage.hash_key(name)])).read_text() for name in SHEETS
    }


def test_no_style_sheet_asks_for_another(written):
    assert {name for name, text in written.items() if "@import" in text} == set()


@pytest.mark.parametrize("sheet", ["css/site.css", "css/admin/newsroom.css"])
def test_a_sheet_that_refers_to_the_palette_holds_it_once(written, sheet):
    assert written[sheet].count("  --light-ink: #") == 1


def test_the_parts_stand_in_their_layers_and_in_their_order(written):
    text = written["css/site.css"]
    assert text.startswith("@layer tokens, base, frame, layout, components, elder, print, mourning;\n@layer tokens {\n")
    for name in ("palette", "tokens", "base", "print"):
        assert (STATIC / f"css/{name}.css").read_text() in text
    assert text.index("--light-ink: #") < text.index("--ink: var(--light-ink)") < text.index("@layer base {")
