"""Notices by their days: what begins and ends when, on paper's calendars and in those of telephones."""
