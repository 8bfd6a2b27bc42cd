"""Printed pages: drawn on paper, in a PDF, and in the preview."""
