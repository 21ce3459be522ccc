"""Many notices from one spreadsheet: read, looked at as a whole, and then made all together or not at all.

`reading` turns the file into rows of text, which a `Sheet` keeps as typed. `drafts` says which notices the
rows would give with the directory as it is now, and names every mistake. It is asked again when the editor
confirms, so it notices what has changed since the preview. `making` makes all of them or none.
"""
