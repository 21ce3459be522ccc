"""Notices by their days: what begins and ends when, on the pages of this site and in the calendars of telephones."""
