"""The panel of one project."""
