"""The checks of a data file, for whoever shows their result."""

from wzdesk.db.health import Health, full_check, quick_check

__all__ = ["Health", "full_check", "quick_check"]
