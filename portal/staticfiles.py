"""How static files leave the house: the style sheet in one piece, everything hashed and compressed."""

import re

from whitenoise.storage import CompressedManifestStaticFilesStorage

SHEET = "css/site.css"
IMPORT = re.compile(r'@import url\("(?P<path>[^"]+)"\)(?: layer\((?P<layer>\w+)\))?;')


class BundledStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Write the sheets that `site.css` imports into it, so that a reader fetches one file.

    In development the browser follows the same `@import` lines, and no build step is needed.
    Sheets in `static/css/` use no relative `url()`, which the move into another file would break.
    """

    manifest_strict = False  # the editor asks for its parts by plain name

    def post_process(self, paths, dry_run=False, **options):
        if SHEET in paths and not dry_run:
            bundled = IMPORT.sub(self._inline, self._read(SHEET))
            with open(self.path(SHEET), "w", encoding="utf-8") as sheet:
                sheet.write(bundled)
            # From here on the file to hash is the written one, not the source it was copied from.
            paths = {**paths, SHEET: (self, SHEET)}
        yield from super().post_process(paths, dry_run, **options)

    def _read(self, name):
        with self.open(name) as sheet:
            return sheet.read().decode()

    def _inline(self, match):
        text = self._read(f"css/{match['path']}")
        return f"@layer {match['layer']} {{\n{text}}}\n" if match["layer"] else text
