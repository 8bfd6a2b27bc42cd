"""What an office mainly does with forms."""

from enum import StrEnum


class OfficeRole(StrEnum):
    """Whether it fills its own forms, or brings together those of others."""

    FILL = "fill"
    MERGE = "merge"
