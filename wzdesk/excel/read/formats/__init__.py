"""Readers of every kind of file that a table comes in, besides the ``.xlsx``."""
