"""Numbers into the agency's own workbook, and nothing else of it changed."""
