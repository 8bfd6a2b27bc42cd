"""With what the names of our own files end; a start asks for them, so nothing else is here."""

DATA_FILE = ".wzd"
"""A data file."""
SENT_PACK = ".wzpack"
"""A pack that is sent as one signed file."""
