"""What can be wrong with a running site, found by looking at it: one file for each subject.

`examinations.py` is the list of all that is looked at, `diagnosis.py` goes through it, `manage.py doctor` and the page
of the desk (`operations/admin.py`) show what was found.
"""
