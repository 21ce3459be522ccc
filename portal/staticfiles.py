"""How static files are delivered: each style sheet in one piece, everything hashed and compressed."""

import re
from functools import partial
from posixpath import dirname

from whitenoise.storage import CompressedManifestStaticFilesStorage

SHEETS = ("css/site.css", "css/admin/desk.css", "css/admin/newsroom.css")
IMPORT = re.compile(r'@import url\("(?P<path>[^"]+)"\)(?: layer\((?P<layer>\w+)\))?;')


class BundledStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Write the sheets that one of SHEETS imports into it. So a reader fetches one file, and an editor few.

    A sheet that is imported imports none itself. In development the browser follows the same `@import` lines, and no
    build step is needed. Sheets in `static/css/` have no relative `url()`, because moving them into another file
    would break it.
    """

    manifest_strict = False  # the editor loads its parts by their plain names

    def post_process(self, paths, dry_run=False, **options):
        for sheet in () if dry_run else paths.keys() & set(SHEETS):
            bundled = IMPORT.sub(partial(self._inline, dirname(sheet)), self._read(sheet))
            with open(self.path(sheet), "w", encoding="utf-8") as written:
                written.write(bundled)
            # From here on the file to hash is the written one, not the source from which it was copied.
            paths = {**paths, sheet: (self, sheet)}
        yield from super().post_process(paths, dry_run, **options)

    def _read(self, name):
        with self.open(name) as sheet:
            return sheet.read().decode()

    def _inline(self, folder, match):
        text = self._read(f"{folder}/{match['path']}")
        return f"@layer {match['layer']} {{\n{text}}}\n" if match["layer"] else text
