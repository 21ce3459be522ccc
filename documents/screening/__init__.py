"""Screens documents: tells PDF, DOCX and XLSX apart by content, examines them, cleans them and reads them.

The rest of the site calls `door.screen`. It lets `examining` do the work in a process of its own, which gets
nothing but the file. So a hostile file can only break that process. Of these modules only `door` imports
Django.
"""
