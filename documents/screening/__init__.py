"""The door for documents: PDF, DOCX and XLSX are told apart by content, examined, cleaned and read.

`door.screen` is what the rest of the site calls. It lets `examining` do the work in a process of its own, which is
given nothing but the file: what a hostile one breaks is that process alone. So only `door` and `words` know Django.
"""
