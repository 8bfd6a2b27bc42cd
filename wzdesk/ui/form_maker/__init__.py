"""Putting a form together: rows from the catalogue or from a sheet, columns, who reports, until when."""
