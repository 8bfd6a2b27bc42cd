"""Invented figures for demonstration: months, quarters and counties that no document publishes."""
