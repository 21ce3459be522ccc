"""What happens to items, for the rooms that must know of it. Each is sent within the transaction of what happened."""

from django.dispatch import Signal

decided = Signal()  # an `item`, or a proposed version, was decided on, and the `entry` is on record
