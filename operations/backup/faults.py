"""What can be wrong with a backup."""


class BackupFault(Exception):
    """It cannot be written, believed or restored. The message is a sentence for the operator."""
