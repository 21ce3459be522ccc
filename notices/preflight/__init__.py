"""Checks of notices alone, before people pass them."""
