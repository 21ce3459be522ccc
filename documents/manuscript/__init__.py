"""Reads a manuscript, a DOCX, into what it says: paragraphs, subheads, lists, tables and pictures, in their order.

The rest of the site calls `sent_file.read`. The file is screened first, as every document is, and read in a process of
its own. Of these modules only `sent_file` and `notes` import Django.
"""
