"""The first paper: its identity, people, columns, desks and city, made once from a file or from answers.

It may run again: it adds what is missing, and leaves alone what is there.
"""
