"""Many notices from one spreadsheet: read, looked at as a whole, and then made all together or not at all.

`reading` turns the file into rows of text, which are kept as typed in a `Sheet`. `drafts` says what
would be made of them as the city's directory stands now, with every mistake; it is asked again when
the editor confirms, so what changed since the preview is met. `making` makes them, all or none.
"""
