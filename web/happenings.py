"""What operators want counted, said where it happens. Whoever counts listens to `happened`; most sites do not."""

from django.dispatch import Signal

# Sent with `what`, one of the words below, and `kind`, a word out of our own code: never anything of a user's.
happened = Signal()

UPLOAD_REFUSED = "upload_refused"
CACHE_AWAY = "cache_away"
