"""The work queue: what waits for a person, what goes out today and tomorrow, and the week as a calendar."""
