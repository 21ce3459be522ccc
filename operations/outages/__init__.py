"""What the site does without its database, or with one that takes no writes: it says so, and loses nothing typed."""
