"""Workbooks: reading sheets, filling an agency's own file, writing new ones."""
