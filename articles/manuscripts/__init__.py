"""Manuscripts written in Word become drafts.

`documents.manuscript` reads a file into blocks. What of them are headlines, names, captions and text is recognised
here; `drafting` makes the draft.
"""
