"""wzdesk: the county statistics desk as a desktop program."""

__version__ = "0.1.0"
