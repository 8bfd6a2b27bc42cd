"""What can be wrong with a workbook's file; each message is one sentence for the user."""

from wzdesk.domain.errors import WzdeskError


class CannotRead(WzdeskError):
    """The file is no workbook that can be read; nothing was taken from it."""


class CannotWrite(WzdeskError):
    """The file could not be written; what was there before is untouched."""
